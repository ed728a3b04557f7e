"""What the documents name exists: files, and the tests that prove a promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(ROOT.glob("docs/guias/*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md"), *GUIDES])
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NAMED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
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


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_names_only_what_the_pages_say(path: Path) -> None:
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        said = {str(message.id).lower() for message in read_po(file) if isinstance(message.id, str)}
    named = {" ".join(words.split()).lower() for words in NAMED.findall(path.read_text(encoding="utf-8"))}
    steps = {words for words in named if words.endswith((".", ":"))}  # what begins a paragraph
    assert sorted(named - steps - said) == ["negritas"]
