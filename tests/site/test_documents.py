"""What the documents name exists: files, and the tests that prove a promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def proofs(path: Path) -> list[tuple[str, str]]:
    return PROOF.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_named_test_and_link_exists(path: Path) -> None:
    wrong = [
        f"{file}::{name}"
        for file, name in proofs(path)
        if not (ROOT / file).is_file() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert wrong + [link for link in links if not (path.parent / link).exists()] == []


def test_every_promise_has_its_proof() -> None:
    promises = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8").split("\n## ")[1:]
    assert [each.splitlines()[0] for each in promises if not PROOF.search(each)] == ["Not proven yet"]
