"""The bill of materials in CycloneDX 1.6: each locked Python package and vendored file, with its hashes.

Made from `uv.lock` and `static/vendor/manifest.json` alone; licences are what the installed packages declare.
The same checkout gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import uuid
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from mcig.machine.places import ROOT

Part = dict[str, Any]
APPLICATION = "mcig"
FOR_TESTS = "tests/"


def bill() -> Part:
    """The whole document. Packages that only development needs are marked `excluded`."""
    locked: dict[str, Part] = {
        package["name"]: package
        for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    }
    served = _reached(locked)
    packages = [_package(each, served) for name, each in sorted(locked.items()) if name != APPLICATION]
    vendored = json.loads((ROOT / "static" / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    components = packages + [_vendored(each) for each in vendored]
    application = locked[APPLICATION]
    document: Part = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": APPLICATION,
                "name": APPLICATION,
                "version": application["version"],
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            }
        },
        "components": components,
        "dependencies": [_edges(each, locked) for _name, each in sorted(locked.items())],
    }
    document["dependencies"] += [{"ref": each["bom-ref"]} for each in components[len(packages) :]]
    content = json.dumps(document, sort_keys=True)
    return {**document, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}"}


def _reached(locked: dict[str, Part]) -> set[str]:
    """The names of the packages that an install without development groups has."""
    reached: set[tuple[str, str]] = set()
    waiting = [(APPLICATION, "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) not in reached:
            reached.add((name, extra))
            needed = _needs(locked[name], [extra])
            waiting += [(each["name"], one) for each in needed for one in ("", *each.get("extra", []))]
    return {name for name, _extra in reached}


def _needs(package: Part, extras: Iterable[str]) -> list[Part]:
    optional = package.get("optional-dependencies", {})
    return [*package.get("dependencies", []), *(each for extra in extras for each in optional.get(extra, []))]


def _reference(package: Part) -> str:
    return (
        APPLICATION if package["name"] == APPLICATION else f"pkg:pypi/{package['name']}@{package['version']}"
    )


def _edges(package: Part, locked: dict[str, Part]) -> Part:
    """What a package needs, with all of its extras: the lock knows no other extras than those in use."""
    groups = package.get("dev-dependencies", {}).values()
    needed = _needs(package, package.get("optional-dependencies", {})) + [
        each for group in groups for each in group
    ]
    return {
        "ref": _reference(package),
        "dependsOn": sorted({_reference(locked[each["name"]]) for each in needed}),
    }


def _package(package: Part, served: set[str]) -> Part:
    files = [package["sdist"]] if "sdist" in package else []
    digests = {file["hash"].removeprefix("sha256:") for file in (*files, *package.get("wheels", []))}
    return {
        "type": "library",
        "bom-ref": _reference(package),
        "name": package["name"],
        "version": package["version"],
        "purl": _reference(package),
        "scope": "required" if package["name"] in served else "excluded",
        "licenses": _licences(package["name"]),
        # One for each archive that the lock lets through: for every system and Python.
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(digests)],
    }


def _licences(name: str) -> list[Part]:
    """As the package declares them; empty when it is for another system and not installed here."""
    try:
        declared = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := next(iter(declared.get_all("License-Expression") or []), ""):
        return [{"expression": expression}]
    told = [
        line.rsplit(" :: ", 1)[1]
        for line in declared.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    ] or [line for text in declared.get_all("License") or [] for line in text.splitlines()[:1]]
    return [{"license": {"name": each}} for each in told]


def _vendored(package: Part) -> Part:
    """A committed copy of somebody else's files, each with its hash."""
    reference = f"vendor/{package['name']}@{package['version']}".replace(" ", "-")
    return {
        "type": "library",
        "bom-ref": reference,
        "name": package["name"],
        "version": package["version"],
        "scope": "excluded" if all(path.startswith(FOR_TESTS) for path in package["files"]) else "required",
        "licenses": [{"expression": package["licence"]}],
        "externalReferences": [{"type": "website", "url": package["home"]}],
        "components": [
            {"type": "file", "name": path, "hashes": [{"alg": "SHA-256", "content": digest}]}
            for path, digest in sorted(package["files"].items())
        ],
    }


def main() -> None:
    """Command line: `python -m mcig.machine.sbom [FILE]`; without a file it prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?", type=Path)
    target: Path | None = options.parse_args().file
    text = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if target is None:
        print(text, end="")
    else:
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
