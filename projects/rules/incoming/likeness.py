"""Whether two descriptions are of one project, with the reasons; nothing is ever merged because of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from mcig.rules import _
from mcig.words import fold

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

__all__ = ["REASONS", "Known", "Likeness", "clean_title", "likeness", "reason_in_words"]

ALIKE = 0.86
_TAG = re.compile(r"<[^<>]{1,40}>")
# What registers put before a title: «2017-LANK-41.», «P-12:», «Proyecto:», «Expediente 45/2019 -».
_PREFIX = re.compile(
    r"^\s*(?:(?:proyecto|expediente|exp\.?|ref\.?|codigo|n[.º°]?|no\.?|num\.?|id)\s*[:.#]?\s+(?=\S*\d)\S+\s*[-:.\u2013]*\s+"
    r"|(?=[\w/-]*\d)[\w]+(?:[-/][\w]+)+\s*[.:\u2013-]+\s+"
    r"|(?=\w*\d)[a-z]*\d[\w]*\s*[.:)\u2013-]+\s+"
    r"|proyecto\s*:\s*)"
)
_SHORT = {"de", "del", "la", "el", "los", "las", "y", "e", "en", "a", "para", "por", "con", "al", "un", "una"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a project: its title, whose it is, where and when, and its codes elsewhere.

    `since` and `until` may be unknown; `countries` are ISO 3166 codes, `codes` texts as they were written.
    """

    title: str
    owner: str = ""
    countries: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two may be one. `is_certain` when a code says so, or the same owner gave it the same title.

    The reasons are keys of `REASONS`, that of a shared code followed by a colon and the code.
    """

    score: float
    is_certain: bool
    reasons: tuple[str, ...]


REASONS: dict[str, StrPromise] = {
    "code": _("el mismo código en otro registro: %(code)s"),
    "title": _("el mismo título, sin prefijos"),
    "similar": _("un título muy parecido"),
    "owner": _("el mismo integrante"),
    "country": _("el mismo país"),
    "dates": _("fechas que coinciden"),
}


def reason_in_words(reason: str) -> str:
    """A reason of a likeness in the reader's language."""
    key, _colon, code = reason.partition(":")
    words = str(REASONS.get(key, reason))
    return words % {"code": code} if code else words


@lru_cache(maxsize=50_000)
def clean_title(title: str) -> str:
    """A title as it is compared: folded, without tags, quotes, codes before it and the marks in it."""
    plain = fold(_TAG.sub(" ", title)).strip()
    while (shorter := _PREFIX.sub("", plain, count=1)) != plain and shorter:
        plain = shorter
    return " ".join(re.findall(r"\w+", plain))


def likeness(one: Known, other: Known) -> Likeness | None:
    """Why the two may be one project, or None when nothing but chance speaks for it."""
    reasons: list[str] = []
    shared = {fold(code.strip()) for code in one.codes} & {fold(code.strip()) for code in other.codes}
    if shared:
        reasons.append(f"code:{min(shared)}")
    alike = _alike(clean_title(one.title), clean_title(other.title))
    same_owner = bool(one.owner) and one.owner == other.owner
    if alike == 1:
        reasons.append("title")
    elif alike >= ALIKE:
        reasons.append("similar")
    if not reasons:
        return None
    score = 2 * bool(shared) + alike
    for holds, reason in (
        (same_owner, "owner"),
        (bool(one.countries & other.countries), "country"),
        (_overlap(one, other), "dates"),
    ):
        if holds:
            reasons.append(reason)
            score += 0.1
    return Likeness(score, bool(shared) or (alike == 1 and same_owner), tuple(reasons))


def _alike(one: str, other: str) -> float:
    """From 0 to 1: how alike two cleaned titles are, letter by letter or word by word."""
    if not one or not other:
        return 0
    if one == other:
        return 1
    words, others = set(one.split()) - _SHORT, set(other.split()) - _SHORT
    shared = len(words & others) / max(1, len(words | others))
    if not shared and abs(len(one) - len(other)) > max(len(one), len(other)) / 4:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    letters = matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0
    return min(0.999, max(shared, letters))


def _overlap(one: Known, other: Known) -> bool:
    if one.since is None or other.since is None:
        return False
    one_end, other_end = one.until or one.since, other.until or other.since
    return one.since <= other_end and other.since <= one_end
