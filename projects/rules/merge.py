"""Two people edited the same text: what each changed, and what both did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mcig import merging
from projects.rules.compare import Texts, field_texts
from projects.rules.ficha import LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["Conflict", "Merge", "digests", "merge"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed, each in another way. `name` is the attribute of the value."""

    name: str
    label: StrPromise | str
    yours: str
    theirs: str


@dataclass(frozen=True)
class Merge(Generic[Value]):
    """The proposal: each side's own changes, and mine wherever there is a conflict."""

    value: Value
    conflicts: tuple[Conflict, ...]


def digests(value: Any) -> dict[str, str]:
    """A short digest of each field: what a form remembers of the text it was made from."""
    return merging.digests(_values(value))


def merge(
    base: Mapping[str, str],
    mine: Value,
    theirs: Value,
    *,
    labels: Mapping[str, StrPromise] = LABELS,
    texts: Texts = field_texts,
) -> Merge[Value]:
    """Merge field by field what was changed since `base`, the digests of the common ancestor.

    A field that `base` does not know counts as changed by both. `labels` and `texts` put a `Ficha` into
    words unless told otherwise.
    """
    merged = merging.merge(base, _values(mine), _values(theirs))
    conflicts = tuple(
        Conflict(name, labels[name], "\n".join(texts(mine, name)), "\n".join(texts(theirs, name)))
        for name in merged.conflicts
    )
    return Merge(replace(mine, **merged.taken), conflicts)  # type: ignore[type-var]


def _values(value: Any) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
