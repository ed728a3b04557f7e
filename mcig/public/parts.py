"""Kinds of things that everybody may read. Apps register theirs from their `public.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from mcig.sheets import delimited, plain_json
from mcig.sheets.columns import Column

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Row = TypeVar("Row")
Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an entry: its name in the address, and what it is called on the page."""

    name: str
    words: str | StrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """One public thing in the reader's language. `changed` is when it became what it is, for the feed."""

    key: str
    title: str
    note: str = ""
    on: date | None = None
    changed: datetime | None = None
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of open data: its type, and what writes it."""

    content_type: str
    write: Callable[[IO[bytes]], None]

    def content(self) -> bytes:
        stream = BytesIO()
        self.write(stream)
        return stream.getvalue()


class Part(Generic[Row]):
    """A kind of public things. `rows` is the one place that decides what is public of it.

    `template` shows an entry on a page of its own, with what `page` gives; without one there is no such page.
    `slug` is its place in the address, `order` that on the page; `counts` says whether its number tells
    anything.
    """

    slug: ClassVar[str]
    title: ClassVar[StrPromise | str]
    lead: ClassVar[StrPromise]
    order: ClassVar[int]
    template: ClassVar[str] = ""
    counts: ClassVar[bool] = True
    columns: Sequence[Column[Any]] = ()

    def rows(self) -> Rows:
        """What is public, in the order of its list."""
        raise NotImplementedError

    def entries(self, rows: Iterable[Row]) -> list[Entry]:
        """The rows as entries, in their order."""
        raise NotImplementedError

    def row(self, key: str) -> Row | None:
        """The public row of an address; None alike for what is missing and what is not public."""
        return None

    def latest(self, most: int) -> list[Entry]:
        """The newest entries, for the feed."""
        return [each for each in self.entries(self.rows()[:most]) if each.changed]

    def page(self, row: Row) -> dict[str, Any]:
        """What the page of an entry shows besides the entry."""
        return {}

    def give(self, request: HttpRequest, row: Row, name: str) -> HttpResponseBase | None:
        """The file of this name among those of the entry, or None."""
        return None

    def exported(self) -> Iterable[Any]:
        """What the columns of the open data are read from."""
        return self.rows()

    def data(self) -> dict[str, DataFile]:
        """Its open data, by the suffix of the file."""
        return {
            "json": DataFile(
                plain_json.CONTENT_TYPE,
                lambda target: plain_json.write_into(target, self.columns, self.exported()),
            ),
            "csv": DataFile(
                delimited.CONTENT_TYPE,
                lambda target: delimited.write_into(target, self.columns, self.exported()),
            ),
        }

    def count(self) -> int:
        rows = self.rows()
        return rows.count() if isinstance(rows, QuerySet) else len(rows)


@dataclass(slots=True)
class _Registry:
    parts: dict[str, Part[Any]] = field(default_factory=dict)


_registry = _Registry()
PartClass = TypeVar("PartClass", bound=type[Part[Any]])


def register(part: PartClass) -> PartClass:
    """Add a kind of public things; used from an app's `public.py`."""
    _registry.parts[part.slug] = part()
    return part


def parts() -> list[Part[Any]]:
    """All of them, in the order of the page."""
    return sorted(_registry.parts.values(), key=lambda each: each.order)


def part_of(slug: str) -> Part[Any] | None:
    return _registry.parts.get(slug)
