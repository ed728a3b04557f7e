"""From the notes of a session to the first paragraphs of its minutes, and from Word's HTML to Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

BLANK_LINES = re.compile(r"\n\s*\n")
SPOKEN = re.compile(r"([A-ZÑ]{2,12}):\s+")
PASTED_LENGTH = 1_000_000


@dataclass(frozen=True, slots=True)
class Drafted:
    """A paragraph drafted from notes: its text, and the code of the organisation that speaks, if one does."""

    text: str
    code: str


def paragraphs_of(notes: str, codes: Mapping[str, int]) -> list[Drafted]:
    """The paragraphs of the notes: a blank line parts them, a known code and a colon say who speaks."""
    found = []
    for block in BLANK_LINES.split(notes.replace("\r\n", "\n").strip()):
        spoken = SPOKEN.match(block)
        code = spoken[1] if spoken and spoken[1] in codes else ""
        text = block[spoken.end() :] if spoken and code else block
        if text.strip():
            found.append(Drafted(_capital(text.strip()), code))
    return found


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


UNREAD = frozenset({"script", "style", "head", "title", "template", "object", "svg", "xml"})
BLOCKS = frozenset({"p", "div", "section", "article", "blockquote", "table", "ul", "ol", "pre"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
ORDERED_MARK = re.compile(r"^\(?[0-9a-zA-Z]{1,4}[.)]")
SPECIAL = re.compile(r"([\\*_`\[\]])")


def markdown_of(html: str) -> str:
    """The words of pasted HTML as Markdown: paragraphs, lists, bold and italics stay, all else falls away.

    Scripts, styles and comments are never read, and what is written here is Markdown, in which no HTML is
    understood. Word's lists are paragraphs of their own kind with the bullet typed into them.
    """
    reader = _Pasted()
    reader.feed(html[:PASTED_LENGTH])
    reader.close()
    return reader.text()


class _Pasted(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.prefix = ""
        self.lists: list[tuple[str, int]] = []
        self.unread = 0
        self.in_bullet = 0
        self.bullet = ""
        self.in_word_list = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread += 1
            return
        given = {name: value or "" for name, value in attrs}
        if self.in_bullet or "mso-list:ignore" in given.get("style", "").replace(" ", "").lower():
            self.in_bullet += tag not in {"br", "img"}
            return
        if tag == "br":
            self.line.append("\n")
        elif tag == "li":
            self._begin_item()
        elif tag in {"ul", "ol"}:
            self._end_block()
            self.lists.append((tag, 0))
        elif tag in BLOCKS | HEADINGS:
            self._end_block()
            self.in_word_list = "msolistparagraph" in given.get("class", "").lower()
            self._mark("**" if tag in HEADINGS else "")
        elif tag in {"td", "th"} and self.line:
            self.line.append(" · ")
        elif tag == "tr":
            self._end_block()
        else:
            self._mark(MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self.unread = max(0, self.unread - 1)
        elif self.in_bullet:
            self.in_bullet -= 1
        elif tag in {"ul", "ol"}:
            self._end_block()
            self.lists = self.lists[:-1]
        elif tag in HEADINGS:
            self._mark("**")
            self._end_block()
        elif tag in BLOCKS | {"li", "tr"}:
            self._end_block()
        else:
            self._mark(MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        if self.in_bullet:
            self.bullet += data.strip()
            return
        self.line.append(SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data.replace("\xa0", " "))))

    def _mark(self, mark: str) -> None:
        if mark:
            self.line.append(f"\0{mark}")

    def _begin_item(self) -> None:
        self._end_block()
        kind, count = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1] = (kind, count + 1)
        indent = "   " * max(0, len(self.lists) - 1)
        self.prefix = f"{indent}{count + 1}. " if kind == "ol" else f"{indent}- "

    def _end_block(self) -> None:
        text = _closed(self.line)
        if self.in_word_list and text:
            self.prefix = f"{self.bullet} " if ORDERED_MARK.match(self.bullet) else "- "
        if text:
            self.blocks.append(f"{self.prefix}{text}")
            self.prefix = ""
        self.line, self.bullet, self.in_word_list = [], "", False

    def text(self) -> str:
        self._end_block()
        written = ""
        for before, block in zip(["", *self.blocks], self.blocks, strict=False):
            listed = _is_item(before) and _is_item(block)
            written += ("" if not written else "\n" if listed else "\n\n") + block
        return written


def _is_item(block: str) -> bool:
    return bool(re.match(r"\s*(?:-|[0-9a-zA-Z]{1,4}[.)]) ", block))


def _closed(line: list[str]) -> str:
    """The words of a block; marks stand close to their words, and those around nothing fall away."""
    text = "".join(line)
    text = re.sub(r"[^\S\n]+", " ", text)
    for mark in (r"\*\*", r"\*(?!\*)"):
        text = re.sub(rf"\0{mark}(\s*)\0{mark}", r"\1", text)
        text = re.sub(rf"\0({mark})(\s*)(.*?)(\s*)\0({mark})", r"\2\1\3\5\4", text, flags=re.DOTALL)
    text = re.sub(r"\0\*{1,2}", "", text)
    return "\n".join(part.strip() for part in text.split("\n")).strip()
