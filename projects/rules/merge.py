"""Two people edited the same ficha: what each changed, and what both did."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from mcig import merging
from projects.rules.compare import field_texts
from projects.rules.ficha import LABELS, Ficha

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise

__all__ = ["Conflict", "Merge", "digests", "merge"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed, each in another way. `name` is the attribute of `Ficha`."""

    name: str
    label: StrPromise | str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The proposal: each side's own changes, and mine wherever there is a conflict."""

    ficha: Ficha
    conflicts: tuple[Conflict, ...]


def digests(ficha: Ficha) -> dict[str, str]:
    """A short digest of each field: what a form remembers of the text it was made from."""
    return merging.digests(_values(ficha))


def merge(base: Mapping[str, str], mine: Ficha, theirs: Ficha) -> Merge:
    """Merge field by field what was changed since `base`, the digests of the common ancestor.

    A field that `base` does not know counts as changed by both.
    """
    merged = merging.merge(base, _values(mine), _values(theirs))
    conflicts = tuple(
        Conflict(name, LABELS[name], _text(mine, name), _text(theirs, name)) for name in merged.conflicts
    )
    return Merge(replace(mine, **merged.taken), conflicts)  # type: ignore[arg-type]


def _values(ficha: Ficha) -> dict[str, object]:
    return {field.name: getattr(ficha, field.name) for field in fields(Ficha)}


def _text(ficha: Ficha, field: str) -> str:
    return "\n".join(field_texts(ficha, field))
