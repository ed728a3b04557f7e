"""Reading what a person typed into the ficha. A draft may be incomplete; what is there must be readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mcig.rules import Broken
from mcig.web.numbers import whole_number
from projects.forms.rows import RowsField
from projects.rules import (
    GOALS,
    LABELS,
    LIMITS,
    Ficha,
    Goal,
    Institution,
    PartialDate,
    Status,
    check,
    read_date,
    write_date,
)


class PartialDateField(forms.CharField):
    """A date as people know it: to the day, the month or the year."""

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text)
        except Broken as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return write_date(value) if isinstance(value, PartialDate) else value


class TextField(forms.CharField):
    """A text of the form, with its own limit and with one kind of line break."""

    def __init__(self, name: str, *, rows: int, **kwargs: Any) -> None:
        super().__init__(
            label=LABELS[name],
            required=False,
            max_length=LIMITS[name],
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class FichaForm(forms.Form):
    """The sections of the form, in its order."""

    hide_optional = True

    name = TextField("name", rows=2)
    thematic_area = TextField("thematic_area", rows=1)
    goals = RowsField(("goal_number", "goal_text"), "projects/widgets/goals.html", label=LABELS["goals"])
    institutions = RowsField(
        ("institution_group", "institution_name"),
        "projects/widgets/institutions.html",
        label=LABELS["institutions"],
    )
    place = TextField("place", rows=1)
    beneficiaries = TextField("beneficiaries", rows=3)
    duration = TextField(
        "duration",
        rows=2,
        help_text=_("Como debe leerse en la ficha; por ejemplo: 12 meses, desde noviembre de 2023."),
    )
    months = forms.IntegerField(label=LABELS["months"], required=False, min_value=1, max_value=600)
    start = PartialDateField(
        label=LABELS["start"],
        required=False,
        help_text=_("Día, mes o solo año; por ejemplo: noviembre de 2023."),
    )
    end = PartialDateField(label=LABELS["end"], required=False)
    status = forms.ChoiceField(
        label=LABELS["status"],
        required=False,
        choices=[("", _("sin indicar")), *((status.value, status.label) for status in Status)],
    )
    general_objective = TextField("general_objective", rows=4)
    specific_objectives = RowsField(
        ("specific_objective",), "projects/widgets/texts.html", label=LABELS["specific_objectives"]
    )
    description = TextField("description", rows=10)
    results = RowsField(("result",), "projects/widgets/texts.html", label=LABELS["results"])
    updated_on = forms.DateField(
        label=LABELS["updated_on"],
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    ficha: Ficha

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.ficha = _ficha(cleaned)
            check(self.ficha)
        except Broken as error:
            self.add_error(error.field or None, str(error))
        return cleaned

    def clean_goals(self) -> tuple[Goal, ...]:
        goals = []
        for number, text in self.cleaned_data["goals"]:
            goal = whole_number(number)
            if goal not in GOALS:
                raise ValidationError(_("Elija el número de cada objetivo, del 1 al 17."))
            goals.append(Goal(goal, _one_line(text) or str(GOALS[goal])))
        return tuple(goals)

    def clean_institutions(self) -> tuple[Institution, ...]:
        rows = self.cleaned_data["institutions"]
        if any(not name for _group, name in rows):
            raise ValidationError(_("Escriba el nombre de cada institución, o quite la fila."))
        return tuple(Institution(group, _one_line(name)) for group, name in rows)

    def clean_updated_on(self) -> date | None:
        day: date | None = self.cleaned_data["updated_on"]
        return day


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _ficha(cleaned: Mapping[str, Any]) -> Ficha:
    lists = {name: tuple(row[0] for row in cleaned[name]) for name in ("specific_objectives", "results")}
    status = Status(cleaned["status"]) if cleaned["status"] else None
    return Ficha(**{**cleaned, **lists, "status": status})


def form_of(ficha: Ficha, *, blank: str = "") -> FichaForm:
    """The form filled with `ficha`, with an empty row at the end of the list called `blank`."""
    initial = {name: getattr(ficha, name) for name in FichaForm.base_fields}
    initial["goals"] = [(str(goal.number), goal.text) for goal in ficha.goals]
    initial["institutions"] = [(each.group, each.name) for each in ficha.institutions]
    for name in ("specific_objectives", "results"):
        initial[name] = [(text,) for text in getattr(ficha, name)]
    initial["status"] = ficha.status.value if ficha.status else ""
    field = FichaForm.base_fields.get(blank)
    if isinstance(field, RowsField):
        initial[blank] = [*initial[blank], ("",) * len(field.widget.columns)]
    return FichaForm(initial=initial)


def with_choices(mine: Ficha, theirs: Ficha, data: QueryDict) -> Ficha:
    """`mine` with every field for which the person chose the stored text."""
    chosen = [name for name in FichaForm.base_fields if data.get(f"conflict-{name}") == "theirs"]
    return replace(mine, **{name: getattr(theirs, name) for name in chosen})


class NewProjectForm(forms.Form):
    """What is asked before a project exists: whose it is and what it is called."""

    owner = forms.TypedChoiceField(coerce=int, label=_("Integrante que lo presenta"))
    name = TextField("name", rows=2)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["name"].required = True
