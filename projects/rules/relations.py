"""How a project stands to those that it is part of: it ends no later than they, and never within itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcig.dates import write_date
from mcig.rules import _
from projects.rules.sense import SenseWarning, expected_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from projects.rules.ficha import Ficha

__all__ = ["MOST_LEVELS", "parent_warnings"]

# As far as projects within projects are followed.
MOST_LEVELS = 20


def parent_warnings(ficha: Ficha, parents: Iterable[tuple[str, Ficha]]) -> Iterator[SenseWarning]:
    """For each project (code and ficha) of which this one is part and which ends before it, a question."""
    end = expected_end(ficha)
    for code, parent in parents:
        ends = expected_end(parent)
        if end and ends and end.first_day > ends.last_day:
            yield SenseWarning(
                "relations",
                _("Termina el %(end)s, después de %(code)s, del que forma parte y que termina el %(parent)s.")
                % {"end": write_date(end), "code": code, "parent": write_date(ends)},
            )
