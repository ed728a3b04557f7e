"""Input of meetings that are made from others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy

from agenda.actions.meetings import MeetingFacts
from agenda.forms.choices import NONE, chosen_key, in_words, offer
from agenda.forms.meetings import DURATION, Choices, MeetingForm, on_clock
from agenda.models import ItemPurpose, MeetingKind, MeetingTemplate
from agenda.rules.copies import (
    MAX_APART,
    MAX_IN_SERIES,
    MIN_IN_SERIES,
    Line,
    Unit,
    read_lines,
    series_dates,
    write_lines,
)
from agenda.rules.items import MAX_ITEMS
from agenda.rules.meeting import MAX_MINUTES, PLACE_LENGTH, TITLE_LENGTH
from mcig.rules import Broken
from mcig.web.fields import LocalMomentField, text_field
from mcig.web.refusals import refuse

Templates = Sequence[tuple[int, str]]
UNITS = ((Unit.WEEKS.value, gettext_lazy("semanas")), (Unit.MONTHS.value, gettext_lazy("meses")))
EVERY = gettext_lazy("Entre dos reuniones pasan de 1 a 52 semanas o meses.")
COUNT = gettext_lazy("Una serie tiene de 2 a 24 reuniones.")


class NewMeetingForm(MeetingForm):
    """The facts of a meeting, and the template whose items it begins with."""

    template = chosen_key(gettext_lazy("Empezar con los puntos de una plantilla"))

    def __init__(self, *args: Any, choices: Choices, templates: Templates, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        if templates:
            offer(self, "template", templates, none=NONE[1])
        else:
            del self.fields["template"]


class NameForm(forms.Form):
    """What a template is called."""

    name = text_field(gettext_lazy("Nombre de la plantilla"), TITLE_LENGTH, required=True)


class TemplateForm(NameForm):
    """A template as it is corrected: its items one in each line."""

    kind = forms.ChoiceField(label=gettext_lazy("Tipo de reunión"))
    planned_minutes = forms.IntegerField(
        label=gettext_lazy("Duración prevista, en minutos"),
        min_value=1,
        max_value=MAX_MINUTES,
        error_messages=dict.fromkeys(("min_value", "max_value"), DURATION),
    )
    lines = text_field(
        gettext_lazy("Puntos"),
        MAX_ITEMS * (TITLE_LENGTH + 40),
        required=True,
        rows=16,
        help_text=gettext_lazy(
            "Uno por renglón, en su orden: título · minutos · propósito (información, discusión o decisión)."
            " Un apartado empieza con #; un subpunto, con un guion."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", in_words(MeetingKind.choices))

    def clean(self) -> dict[str, Any]:
        """Turns `lines` into those of the template."""
        data: dict[str, Any] = self.cleaned_data
        if "lines" in data:
            try:
                data["lines"] = read_lines(data["lines"], purpose_words())
            except Broken as refusal:
                refuse(self, refusal)
        return data


def stored_template(template: MeetingTemplate) -> dict[str, Any]:
    """What a form for the template starts from."""
    lines = write_lines((Line(**row) for row in template.rows), purpose_words())
    return {
        "name": template.name,
        "kind": template.kind,
        "planned_minutes": template.planned_minutes,
        "lines": lines,
    }


def purpose_words() -> dict[str, str]:
    """What each purpose of an item is called, in the reader's language."""
    purposes = (each for each in ItemPurpose if each != ItemPurpose.SECTION)
    return {each.value: str(each.label) for each in purposes}


class DuplicateForm(forms.Form):
    """What is different in a duplicate: its title and its date, on the clock of the meeting."""

    title = text_field(gettext_lazy("Título"), TITLE_LENGTH, required=True)
    starts_at = LocalMomentField(
        label=gettext_lazy("Inicio previsto"),
        required=False,
        help_text=gettext_lazy("Puede quedar en blanco mientras se acuerda la fecha."),
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_starts_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["starts_at"]
        return on_clock(moment, self.zone) if moment else None


class SeriesForm(forms.Form):
    """Meetings at the same hour, every so many weeks or months."""

    name = text_field(
        gettext_lazy("Nombre de la serie"),
        TITLE_LENGTH,
        required=True,
        help_text=gettext_lazy("Si ya hay una serie con ese nombre, las reuniones se suman a ella."),
    )
    title = text_field(
        gettext_lazy("Título de cada reunión"),
        TITLE_LENGTH - 40,
        required=True,
        help_text=gettext_lazy("Se le agrega el mes, o el día: «Reunión ordinaria, abril de 2027»."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Tipo de reunión"))
    template = chosen_key(gettext_lazy("Puntos de una plantilla"))
    first = LocalMomentField(label=gettext_lazy("Primera reunión"))
    every = forms.IntegerField(
        label=gettext_lazy("Cada"),
        min_value=1,
        max_value=MAX_APART,
        initial=1,
        error_messages=dict.fromkeys(("min_value", "max_value"), EVERY),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Semanas o meses"), choices=UNITS, initial=Unit.MONTHS.value)
    count = forms.IntegerField(
        label=gettext_lazy("Cuántas reuniones"),
        min_value=MIN_IN_SERIES,
        max_value=MAX_IN_SERIES,
        initial=6,
        error_messages=dict.fromkeys(("min_value", "max_value"), COUNT),
    )
    planned_minutes = forms.IntegerField(
        label=gettext_lazy("Duración prevista, en minutos"),
        min_value=1,
        max_value=MAX_MINUTES,
        initial=120,
        error_messages=dict.fromkeys(("min_value", "max_value"), DURATION),
    )
    place = text_field(gettext_lazy("Lugar"), PLACE_LENGTH)

    def __init__(self, *args: Any, zone: str, templates: Templates, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        offer(self, "kind", in_words(MeetingKind.choices))
        offer(self, "template", templates, none=NONE[1])

    def clean(self) -> dict[str, Any]:
        """Adds `starts`, the moments of the series on the clock of the mesa."""
        data: dict[str, Any] = self.cleaned_data
        if {"first", "every", "unit", "count"} <= data.keys():
            try:
                found = series_dates(
                    data["first"], every=data["every"], unit=data["unit"], count=data["count"]
                )
                data["starts"] = [on_clock(moment, ZoneInfo(self.zone)) for moment in found]
            except Broken as refusal:
                refuse(self, refusal)
        return data

    @property
    def facts(self) -> MeetingFacts:
        """What a valid form says of each meeting."""
        names = ("title", "kind", "planned_minutes", "place")
        return MeetingFacts(
            time_zone=self.zone, languages=["es"], **{each: self.cleaned_data[each] for each in names}
        )
