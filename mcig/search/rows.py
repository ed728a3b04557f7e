"""Several kinds of things found in one query: their rows have the same columns, whatever they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from mcig.files.texts import piece, said_in
from mcig.search.snippets import Snippet

if TYPE_CHECKING:
    from mcig.search.sources import Hit, Question

COLUMNS = (
    "hit_kind",
    "hit_first",
    "hit_second",
    "hit_title",
    "hit_state",
    "hit_piece",
    "hit_filed",
    "hit_on",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One hit: of which kind, its key in two numbers, its words, the piece of its text or of its file, and
    when it is, where that is asked for."""

    kind: str
    first: int
    second: int
    title: str
    state: str
    piece: str
    filed: str | None
    on: datetime | None

    def snippet(self, asked: Question) -> Snippet:
        """The piece of the file, where the words stand there, else that of the text."""
        return asked.excerpt(self.filed or self.piece)


def rows(
    asked: Question,
    kind: str,
    found: QuerySet[Any],
    *,
    key: tuple[str, str],
    title: str,
    state: str,
    text: str,
    files: QuerySet[Any] | None = None,
    on: str = "",
) -> QuerySet[Any]:
    """What was found of one kind, its best first, for `together`.

    `key` names two columns of whole numbers, the second may be empty; `files` are rows with a `stored` file
    that belong to a row (by `OuterRef`); `on` names a moment.
    """
    second = Cast(key[1], IntegerField()) if key[1] else Value(0)
    filed = said_in(files, asked.words, asked.query) if files is not None else Value(None, TextField())
    chosen = found.annotate(
        hit_kind=Value(kind, CharField()),
        hit_first=Cast(key[0], IntegerField()),
        hit_second=second,
        hit_title=F(title),
        hit_state=Cast(state, TextField()),
        hit_piece=piece(text, asked.words),
        hit_filed=filed,
        hit_on=F(on) if on else Value(None, DateTimeField()),
    )
    limited: QuerySet[Any] = chosen.values_list(*COLUMNS)[: asked.limit]
    return limited


def together(
    asked: Question, hits: Mapping[str, Callable[[Question, Row], Hit]], *found: QuerySet[Any]
) -> dict[str, list[Hit]]:
    """What `hits` makes of the rows of each kind, of all that was found, in one query."""
    told: dict[str, list[Hit]] = {}
    for row in (Row(*each) for each in found[0].union(*found[1:], all=True)):
        told.setdefault(row.kind, []).append(hits[row.kind](asked, row))
    return told
