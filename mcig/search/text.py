"""Texts and questions as PostgreSQL compares them: Spanish stems, with accents and without."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func

from mcig.words import spellings, words_of

# The configuration of PostgreSQL whose stems `search_words` keeps.
SPANISH = "spanish"


class Joined(Func):
    """Columns as one text."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "


def words_in(*columns: str) -> Func:
    """The searched words of columns without nulls; an index on the same expression serves a filter by it."""
    text = Joined(*map(F, columns)) if len(columns) > 1 else F(columns[0])
    return Func(text, function="search_words", output_field=SearchVectorField())


def written(words: str) -> SearchQuery | None:
    """The question whether all the words stand in a text, however they are spelt; None without any word."""
    asked = [_spelt(word) for word in words_of(words)]
    return reduce(and_, asked) if asked else None


def _spelt(word: str) -> SearchQuery:
    return reduce(or_, (SearchQuery(spelling, config=SPANISH) for spelling in spellings(word)))
