"""Columns declared once, for pages and files alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

from django.conf import settings
from django.utils import translation

from mcig.words import fold, words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Row = TypeVar("Row")
Cell = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, what it says of a row, and its width in characters.

    `key` is its name in JSON, where a program reads it: the same in every language. Without one the heading,
    as it stands in the source, makes it. `options` are the cells of its book that list what may stand in it.
    """

    label: str | StrPromise
    value: Callable[[Row], Cell]
    width: int = 20
    key: str = ""
    options: str = ""

    @property
    def name(self) -> str:
        """What programs call it."""
        return self.key or _slug(self.label)


def _slug(label: str | StrPromise) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return "_".join(words_of(fold(str(label)))) or "columna"
