"""Input of the facts of a meeting, and of the filters of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.actions.meetings import MeetingFacts
from agenda.models import Meeting, MeetingKind, MeetingSeries, MeetingState
from agenda.rules.meeting import MAX_MINUTES, MAX_QUORUM, PLACE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from mcig.accounts.models import LANGUAGES
from mcig.mesa.clock import place_of
from mcig.web.fields import LocalMomentField, text_field
from members.models import Organisation

# Where the capitals of the members are, and Mexico itself; the zone of the mesa and of the meeting are added.
ZONES = (
    "America/Mexico_City", "America/Tijuana", "America/Cancun", "America/New_York", "America/Toronto",
    "America/Guatemala", "America/Bogota", "America/Lima", "America/La_Paz", "America/Santiago",
    "America/Argentina/Buenos_Aires", "America/Sao_Paulo", "Europe/London", "Europe/Dublin",
    "Europe/Lisbon", "Europe/Madrid", "Europe/Paris", "Europe/Brussels", "Europe/Berlin", "Europe/Zurich",
    "Europe/Rome", "Europe/Stockholm", "Europe/Helsinki", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney",
    "Pacific/Auckland", "UTC",
)  # fmt: skip


DURATION = gettext_lazy("La duración va de 1 minuto a 24 horas (1440 minutos).")


def on_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment without a zone, on the clock of the zone. Raises `ValidationError` when it leaps over it."""
    placed = moment.replace(tzinfo=zone)
    if placed.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment:
        raise forms.ValidationError(_("Esa hora no existe ese día: el reloj se adelanta."))
    return placed


@dataclass(frozen=True, slots=True)
class Choices:
    """What the lists of the form offer."""

    series: Sequence[tuple[int, str]]
    hosts: Sequence[tuple[int, str]]
    zones: Sequence[str] = ()


def zone_choices(*more: str) -> list[tuple[str, str]]:
    """Time zones by the name of their place in the reader's language."""
    names = dict.fromkeys([*(each for each in more if each), *ZONES])
    return [(name, place_of(name)) for name in names]


class MeetingForm(forms.Form):
    """The facts of a meeting, each hour on the clock of the zone that the form names."""

    title = text_field(gettext_lazy("Título"), TITLE_LENGTH, required=True)
    kind = forms.ChoiceField(label=gettext_lazy("Tipo de reunión"))
    series = forms.TypedChoiceField(label=gettext_lazy("Serie"), coerce=int, empty_value=None, required=False)
    starts_at = LocalMomentField(
        label=gettext_lazy("Inicio previsto"),
        required=False,
        help_text=gettext_lazy("Puede quedar en blanco mientras se acuerda la fecha."),
    )
    planned_minutes = forms.IntegerField(
        label=gettext_lazy("Duración prevista, en minutos"),
        min_value=1,
        max_value=MAX_MINUTES,
        error_messages=dict.fromkeys(("min_value", "max_value"), DURATION),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Zona horaria"))
    place = text_field(gettext_lazy("Lugar"), PLACE_LENGTH)
    link = forms.URLField(
        label=gettext_lazy("Enlace a la reunión"), required=False, max_length=500, assume_scheme="https"
    )
    host = forms.TypedChoiceField(
        label=gettext_lazy("Sede a cargo de"), coerce=int, empty_value=None, required=False
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Idiomas de la reunión"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    objective = text_field(gettext_lazy("Objetivo"), TEXT_LENGTH, rows=4)
    proposals_until = LocalMomentField(
        label=gettext_lazy("Los integrantes proponen puntos hasta"),
        required=False,
        help_text=gettext_lazy("En blanco: no se reciben propuestas."),
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Quórum: lugares presentes"),
        required=False,
        min_value=1,
        max_value=MAX_QUORUM,
    )
    hide_optional = True

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, capfirst(words)) for value, words in MeetingKind.choices]
        self._offer("kind", kinds)
        self._offer("series", [("", "—"), *choices.series])
        self._offer("host", [("", "—"), *choices.hosts])
        self._offer("time_zone", zone_choices(*choices.zones))

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Puts the hours on the clock of the chosen zone; one that the clock leaps over is refused."""
        data: dict[str, Any] = self.cleaned_data
        if "time_zone" in data:
            zone = ZoneInfo(data["time_zone"])
            for name in ("starts_at", "proposals_until"):
                if moment := data.get(name):
                    try:
                        data[name] = on_clock(moment, zone)
                    except forms.ValidationError as refusal:
                        self.add_error(name, refusal)
        return data

    @property
    def facts(self) -> MeetingFacts:
        """What a valid form says of the meeting."""
        data = dict(self.cleaned_data)
        series, host = data.pop("series"), data.pop("host")
        data.pop("template", None)
        return MeetingFacts(
            series=MeetingSeries.objects.get(pk=series) if series else None,
            host=Organisation.objects.get(pk=host) if host else None,
            **data,
        )


def stored_facts(meeting: Meeting) -> dict[str, Any]:
    """The facts of a meeting as the form shows them: hours on the meeting's own clock."""
    zone = ZoneInfo(meeting.time_zone)

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone).replace(tzinfo=None) if moment else None

    names = ("title", "kind", "planned_minutes", "time_zone", "place", "link", "languages", "objective")
    return {name: getattr(meeting, name) for name in (*names, "quorum")} | {
        "series": meeting.series_id,
        "host": meeting.host_id,
        "starts_at": local(meeting.starts_at),
        "proposals_until": local(meeting.proposals_until),
    }


class FilterForm(forms.Form):
    """Which meetings the list shows."""

    tipo = forms.ChoiceField(label=gettext_lazy("Tipo"), required=False)
    estado = forms.ChoiceField(label=gettext_lazy("Estado"), required=False)
    serie = forms.ChoiceField(label=gettext_lazy("Serie"), required=False)
    hide_optional = True

    def __init__(self, *args: Any, series: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "tipo": list(MeetingKind.choices),
            "estado": list(MeetingState.choices),
            "serie": list(series),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Todos")), *((key, capfirst(words)) for key, words in choices)]
