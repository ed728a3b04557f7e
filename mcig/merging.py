"""Two people edited the same thing: what each changed, and what both did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merged:
    """`taken`: what only the other side changed; `conflicts`: names of what both changed, in two ways."""

    taken: dict[str, object]
    conflicts: tuple[str, ...]


def digests(values: Mapping[str, object]) -> dict[str, str]:
    """A short digest of each value: what a form remembers of the text it was made from."""
    return {name: hashlib.sha256(repr(value).encode()).hexdigest()[:16] for name, value in values.items()}


def merge(base: Mapping[str, str], mine: Mapping[str, object], theirs: Mapping[str, object]) -> Merged:
    """Merge value by value what was changed since `base`, the digests of the common ancestor.

    A value that `base` does not know counts as changed by both.
    """
    taken: dict[str, object] = {}
    conflicts: list[str] = []
    my_digests, their_digests = digests(mine), digests(theirs)
    for name in mine:
        if my_digests[name] == their_digests[name] or their_digests[name] == base.get(name):
            continue
        if my_digests[name] == base.get(name):
            taken[name] = theirs[name]
        else:
            conflicts.append(name)
    return Merged(taken, tuple(conflicts))
