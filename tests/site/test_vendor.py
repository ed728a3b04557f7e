"""The vendored copies are exactly what the manifest says, and nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "static" / "vendor" / "manifest.json"
FOLDERS = (ROOT / "static" / "vendor", ROOT / "tests" / "e2e" / "vendor")


def packages() -> list[dict[str, object]]:
    listed = json.loads(MANIFEST.read_text(encoding="utf-8"))
    assert isinstance(listed, list)
    return listed


def listed_files() -> dict[str, str]:
    return {path: digest for package in packages() for path, digest in dict(package["files"]).items()}  # type: ignore[call-overload]


def test_every_vendored_file_has_its_listed_hash() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.is_file() and path != MANIFEST
    }
    assert found == listed_files()


def test_every_package_is_credited_in_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    missing = [f"{p['name']} {p['version']}" for p in packages() if str(p["name"]) not in notice]
    assert missing == []


def test_no_vendored_file_points_to_a_source_map() -> None:
    assert [
        path for path in listed_files() if "sourceMappingURL" in (ROOT / path).read_text(errors="ignore")
    ] == []


def test_every_icon_of_the_templates_is_vendored() -> None:
    named = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'(?:\{% icon |icon=)"([^"]+)"', template.read_text(encoding="utf-8"))
    }
    vendored = {path.stem for path in (ROOT / "static/vendor/lucide/icons").glob("*.svg")}
    assert named - vendored == set()
