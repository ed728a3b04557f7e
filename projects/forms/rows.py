"""Lists in a form: rows of inputs that repeat under the same names, added, removed and ordered by buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.rules import Broken
from mcig.web.numbers import whole_number
from projects.rules import GOALS, GOALS_EN

Row = tuple[str, ...]
COMMAND = "do"


class RowsWidget(forms.Widget):
    """Rows of inputs that repeat under the same names; their order on the page is their order.

    Buttons named `do` carry «field:add», «field:2:up», «field:2:down» or «field:2:remove»; such a command is
    carried out while the rows are read.
    """

    def __init__(self, columns: Sequence[str], template_name: str) -> None:
        super().__init__()
        self.columns = columns
        self.template_name = template_name
        self.label: Any = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        if not isinstance(data, QueryDict):
            return [tuple(row) for row in data.get(name) or ()]
        columns = [data.getlist(column) for column in self.columns]
        if len({len(column) for column in columns}) > 1:
            raise Broken(_("El formulario llegó incompleto. Vuelva a abrirlo y envíelo otra vez."))
        rows: list[Row] = list(zip(*columns, strict=True))
        return obey(rows, name, data.get(COMMAND, ""), width=len(self.columns))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(column in data for column in self.columns)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [tuple(row) for row in value or ()] or [("",) * len(self.columns)]
        context["widget"] |= {
            "columns": self.columns,
            "label": self.label,
            "goals": GOALS_EN if get_language() == "en" else GOALS,
            "rows": [
                {"cells": row, "position": position, "command": f"{name}:{position}"}
                for position, row in enumerate(rows, start=1)
            ],
        }
        return context


def obey(rows: list[Row], name: str, command: str, *, width: int) -> list[Row]:
    """Carry out a row command on the rows of the field `name`; any other command leaves them alone."""
    target, _colon, rest = command.partition(":")
    if target != name:
        return rows
    if rest == "add":
        return [*rows, ("",) * width]
    position, _colon, verb = rest.partition(":")
    index = (whole_number(position) or 0) - 1
    if not 0 <= index < len(rows):
        return rows
    moved = list(rows)
    if verb == "remove":
        del moved[index]
    elif verb in {"up", "down"}:
        other = max(index - 1, 0) if verb == "up" else min(index + 1, len(rows) - 1)
        moved[index], moved[other] = moved[other], moved[index]
    return moved


class RowsField(forms.Field):
    """A list whose empty rows do not count."""

    def __init__(self, columns: Sequence[str], template_name: str, **kwargs: Any) -> None:
        widget = RowsWidget(columns, template_name)
        widget.label = kwargs["label"]
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> list[Row]:
        rows = [tuple(text.replace("\r\n", "\n").strip() for text in row) for row in value or ()]
        return [row for row in rows if any(row)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial != data)
