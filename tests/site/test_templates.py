"""What holds for every template: no inline code, short files, pictures with words, translated text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

FOLDER: Path = settings.ROOT / "templates"
TEMPLATES = {
    str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.html"))
}
LONGEST = 120
INLINE = {
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "event handler of htmx": re.compile(r"\shx-on[:=-]", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    # A script either names its file or is data that no browser runs.
    "script": re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
}
IMAGE_WITHOUT_WORDS = re.compile(r"<img\b(?![^>]*\salt=)", re.IGNORECASE)

# What a reader does not read as text of the page, and what is translated.
SILENT = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*block (?:width|body_attributes)\s*%}.*?{%\s*endblock"
    r"|<(script|code|style)\b.*?</\1>"
    r"|{#.*?#}|{%.*?%}|{{.*?}}|<[^>]+>|&[a-z]+;",
    re.DOTALL,
)
WORD = re.compile(r"[^\W\d_]{3,}")
# The same in both languages.
PROPER_NAMES = {"Windows", "macOS", "Linux", "SHA", "vCard", "pro", "tempore", "min", "Word", "JSON", "IATI"}
PROPER_NAMES |= {"Excel", "CSV", "XML"}
# The map's author and package, as its licence asks.
PROPER_NAMES |= {"Victor", "Cazanave", "svg", "maps", "mexico"}
# The style page shows the components with texts that nobody else reads.
SPECIMENS = {"web/style-forms.html", "web/style-lists.html", "web/style-texts.html"}


def offenders(found: Callable[[str], object]) -> dict[str, object]:
    """Templates in which `found` finds something, and what."""
    return {name: fault for name, text in TEMPLATES.items() if (fault := found(text))}


def test_templates_are_found() -> None:
    assert {"base.html", "projects/edit.html"} <= set(TEMPLATES)


def test_no_template_has_inline_code() -> None:
    assert offenders(lambda text: [kind for kind, pattern in INLINE.items() if pattern.search(text)]) == {}


def test_templates_are_short() -> None:
    assert offenders(lambda text: max(len(text.splitlines()) - LONGEST, 0)) == {}


def test_every_picture_has_words() -> None:
    assert offenders(IMAGE_WITHOUT_WORDS.findall) == {}


def test_every_word_of_a_template_is_translated() -> None:
    found = offenders(lambda text: sorted(set(WORD.findall(SILENT.sub(" ", text))) - PROPER_NAMES))
    assert {name: words for name, words in found.items() if name not in SPECIMENS} == {}


# A number of four digits is written «1,005»: right for readers, wrong where a program reads it back.
WRITTEN_FOR_READERS = re.compile(r"""\s[a-z:-]+="[^"]*{{ (?:[a-z_0-9]+\.)*(?:pk|version) }}[^"]*\"""")


def test_keys_and_versions_are_written_for_programs() -> None:
    assert offenders(WRITTEN_FOR_READERS.findall) == {}
