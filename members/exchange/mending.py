"""The wrong cells of a spreadsheet as a form: they are typed anew without loading it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from members.exchange.choices import LISTS, nearest, words
from members.exchange.imports import Plan
from members.exchange.member_sheet import HEADINGS, PEOPLE, PEOPLE_HEADINGS, place
from members.exchange.planning import Planned
from members.exchange.planning_people import PlannedPerson

MOST_MENDED = 100  # rows on one page; the others come up when these are mended
MOST_LETTERS = 1000


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row with an error, and the cells that are to be typed anew."""

    row: Planned | PlannedPerson
    is_person: bool
    fields: Sequence[BoundField]


class MendingForm(forms.Form):
    """The wrong cells of an import, each with what was read or what was probably meant, and what is wrong."""

    hide_optional = True

    def __init__(self, rows: Sequence[Mapping[str, str]], plan: Plan, data: Any = None) -> None:
        read = {place(row): row for row in rows}
        own = [(where, row) for where, row in plan.wrong if any(fault.column for fault in row.errors)]
        self._faults = [
            (where, fault.column, fault.words)
            for where, row in own[:MOST_MENDED]
            for fault in row.errors
            if fault.column
        ]
        typed = {
            f"{where}-{column}": (nearest(column, text) if column in LISTS else "") or text
            for where, column, _words in self._faults
            for text in [read[where].get(column, "")]
        }
        super().__init__(typed if data is None else data)
        for where, column, _words in self._faults:
            self.fields[f"{where}-{column}"] = _cell(where, column)
        if data is None:
            for where, column, sentence in self._faults:
                self.add_error(f"{where}-{column}", sentence)
        self.wrong = [self._wrong(where, row) for where, row in own[:MOST_MENDED]]
        self.waiting = len(plan.wrong) - len(self.wrong)

    def _wrong(self, where: str, row: Planned | PlannedPerson) -> Wrong:
        columns = dict.fromkeys(fault.column for fault in row.errors if fault.column)
        return Wrong(row, where.startswith(PEOPLE), [self[f"{where}-{column}"] for column in columns])

    @property
    def cells(self) -> dict[str, dict[str, str]]:
        """What a valid form says, by the place of the row and the column."""
        found: dict[str, dict[str, str]] = {}
        for where, column, _words in self._faults:
            found.setdefault(where, {})[column] = self.cleaned_data[f"{where}-{column}"]
        return found


def _cell(where: str, column: str) -> forms.CharField:
    label = (PEOPLE_HEADINGS if where.startswith(PEOPLE) else HEADINGS)[column]
    field = forms.CharField(label=label, max_length=MOST_LETTERS, required=False)
    if column in LISTS:
        field.widget = forms.Select(choices=[("", "—"), *((each, each) for each in words(column))])
    return field
