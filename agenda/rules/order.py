"""The order of an agenda: rows in one list, some of them sections, some of them sub-items.

A sub-item (depth 1) belongs to the nearest item above it; a section holds what follows it until the next
one. What moves takes along what belongs to it. Every function gives the whole new order, `settled`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mcig.rules import Broken, _


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: `key` tells it from the others; `depth` is 0 or 1."""

    key: int
    depth: int = 0
    is_section: bool = False


Rows = tuple[Row, ...]
GONE = _("Ese punto ya no está en este orden del día. Actualice la página.")
ITSELF = _("Un punto no se puede mover sobre sí mismo.")


def index_of(rows: Sequence[Row], key: int) -> int:
    """Where the row stands. Raises `Broken` when it is not there."""
    for index, row in enumerate(rows):
        if row.key == key:
            return index
    raise Broken(GONE)


def block_of(rows: Sequence[Row], key: int, *, alone: bool = False) -> tuple[int, int]:
    """From where to where (exclusive) the row stands with what belongs to it; `alone` without that."""
    start = index_of(rows, key)
    end = start + 1
    head = rows[start]
    while not alone and end < len(rows) and _belongs(rows[end], head):
        end += 1
    return start, end


def _belongs(row: Row, head: Row) -> bool:
    if head.is_section:
        return not row.is_section
    return head.depth == 0 and row.depth == 1


def settled(rows: Sequence[Row]) -> Rows:
    """The same order, where what has no item above it is no sub-item."""
    found: list[Row] = []
    for row in rows:
        orphan = not found or found[-1].is_section or row.is_section
        found.append(replace(row, depth=0) if orphan else row)
    return tuple(found)


def up(rows: Rows, key: int) -> Rows:
    """One place up: over the item before it, or over the heading of its section."""
    start, end = block_of(rows, key)
    if start == 0:
        raise Broken(_("Ya es el primero de su lista."))
    target = start - 1
    head = rows[start]
    while target > 0 and not _leads(rows[target], head):
        target -= 1
    return settled(rows[:target] + rows[start:end] + rows[target:start] + rows[end:])


def _leads(row: Row, head: Row) -> bool:
    """Whether a block of the rank of `head` begins at `row`."""
    if head.is_section:
        return row.is_section
    return head.depth == 1 or row.depth == 0


def down(rows: Rows, key: int) -> Rows:
    """One place down: below the item that follows it, or below the heading of the next section."""
    start, end = block_of(rows, key)
    if end == len(rows):
        raise Broken(_("Ya es el último de su lista."))
    following, head = rows[end], rows[start]
    alone = head.depth == 1 or (following.is_section and not head.is_section)
    _start, until = block_of(rows, following.key, alone=alone)
    return settled(rows[:start] + rows[end:until] + rows[start:end] + rows[until:])


def inwards(rows: Rows, key: int) -> Rows:
    """Make an item a sub-item of the one above it."""
    start = index_of(rows, key)
    if rows[start].is_section:
        raise Broken(_("Un apartado no se anida."))
    if rows[start].depth == 1:
        raise Broken(_("Ya está anidado: hay dos niveles."))
    if start == 0 or rows[start - 1].is_section:
        raise Broken(_("Un punto se anida debajo de otro, y arriba de este no hay ninguno."))
    return settled((*rows[:start], replace(rows[start], depth=1), *rows[start + 1 :]))


def outwards(rows: Rows, key: int) -> Rows:
    """Make a sub-item an item; the sub-items after it become its own."""
    start = index_of(rows, key)
    if rows[start].depth == 0:
        raise Broken(_("Ya está en el primer nivel."))
    return settled((*rows[:start], replace(rows[start], depth=0), *rows[start + 1 :]))


STEPS: dict[str, Callable[[Rows, int], Rows]] = {
    "up": up,
    "down": down,
    "in": inwards,
    "out": outwards,
}


def lifted(rows: Rows, key: int, *, alone: bool = False) -> tuple[Rows, Rows]:
    """The row with what belongs to it, and the others."""
    start, end = block_of(rows, key, alone=alone)
    return rows[start:end], settled(rows[:start] + rows[end:])


def placed(rows: Rows, block: Rows, after: int | None) -> Rows:
    """Put a lifted block behind the row `after`, or first. Raises `Broken` when that row is not there.

    What is put between the sub-items of an item becomes one of them; a section, and an item that has
    sub-items of its own, goes behind all of them, a section behind the whole section.
    """
    head = block[0]
    if after is None:
        return settled(block + rows)
    if any(row.key == after for row in block):
        raise Broken(ITSELF)
    at = index_of(rows, after) + 1
    if head.is_section:
        while at < len(rows) and not rows[at].is_section:
            at += 1
    elif at < len(rows) and rows[at].depth == 1:
        if len(block) == 1:
            head = replace(head, depth=1)
        else:
            while at < len(rows) and rows[at].depth == 1:
                at += 1
    elif len(block) > 1:
        head = replace(head, depth=0)
    return settled((*rows[:at], head, *block[1:], *rows[at:]))


def restored(rows: Rows, block: Rows, after: int | None, depth: int) -> Rows:
    """Put a lifted block back exactly behind `after` and at `depth`, as it stood before a step."""
    at = 0 if after is None else index_of(rows, after) + 1
    return settled((*rows[:at], replace(block[0], depth=depth), *block[1:], *rows[at:]))


def end_of_section(rows: Rows, section: int | None) -> int | None:
    """The row behind which something new of a section goes; without a section, behind the last row."""
    if section is None:
        return rows[-1].key if rows else None
    _start, end = block_of(rows, section)
    return rows[end - 1].key


def numbers(rows: Sequence[Row]) -> dict[int, str]:
    """The number of each item as it is printed, «1», «1.1»; a section has none."""
    found: dict[int, str] = {}
    major = minor = 0
    for row in rows:
        if row.is_section:
            found[row.key] = ""
        elif row.depth == 0:
            major, minor = major + 1, 0
            found[row.key] = str(major)
        else:
            minor += 1
            found[row.key] = f"{major}.{minor}"
    return found
