"""Input of date polls: what is proposed, and what a seat says of each slot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.actions.polls import Draft
from agenda.forms.meetings import zone_choices
from agenda.models import DatePoll, Meeting, PollSlot, SlotChoice
from agenda.rules.answers import COMMENT_LENGTH, NAME_LENGTH
from agenda.rules.meeting import MAX_MINUTES, TITLE_LENGTH
from agenda.rules.polls import FEWEST_SLOTS, SLOTS, TEXT_LENGTH
from agenda.templatetags.meetings import slot_of
from mcig.web.fields import LocalMomentField

SLOT = "slot_"


class PollForm(forms.Form):
    """A poll while it is prepared, each hour on the clock of the zone that the form names."""

    title = forms.CharField(label=_("Título"), max_length=TITLE_LENGTH)
    meeting = forms.TypedChoiceField(
        label=_("Reunión a la que se busca fecha"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Sin elegir ninguna, la fecha elegida crea el borrador de una reunión."),
    )
    text = forms.CharField(
        label=_("Explicación"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes = forms.IntegerField(
        label=_("Duración, en minutos"), min_value=1, max_value=MAX_MINUTES, initial=120
    )
    time_zone = forms.ChoiceField(label=_("Zona horaria de todas las fechas"))
    deadline = LocalMomentField(label=_("Plazo para responder"))

    def __init__(
        self, *args: Any, meetings: Sequence[tuple[int, str]], zones: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("meeting", [("", "—"), *meetings])
        self._offer("time_zone", zone_choices(*zones))
        for number in range(1, SLOTS + 1):
            label = _("Fecha %(number)d") % {"number": number}
            self.fields[f"{SLOT}{number}"] = LocalMomentField(label=label, required=number <= FEWEST_SLOTS)

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def slot_fields(self) -> list[forms.BoundField]:
        return [self[f"{SLOT}{number}"] for number in range(1, SLOTS + 1)]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith(SLOT)]

    def draft(self) -> Draft:
        """What a valid form says."""
        data = self.cleaned_data
        zone = ZoneInfo(data["time_zone"])
        moments = [data.get(f"{SLOT}{number}") for number in range(1, SLOTS + 1)]
        return Draft(
            title=data["title"],
            text=data["text"],
            minutes=data["minutes"],
            time_zone=data["time_zone"],
            deadline=data["deadline"].replace(tzinfo=zone),
            slots=[moment.replace(tzinfo=zone) for moment in moments if moment],
            meeting=Meeting.objects.get(pk=data["meeting"]) if data["meeting"] else None,
        )


def stored_poll(poll: DatePoll) -> dict[str, Any]:
    """A poll as its form shows it: hours on the poll's own clock."""

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(poll.zone).replace(tzinfo=None) if moment else None

    names = ("title", "text", "minutes", "time_zone")
    return {
        **{name: getattr(poll, name) for name in names},
        "meeting": poll.meeting_id,
        "deadline": local(poll.deadline),
        **{f"{SLOT}{n}": local(slot.starts_at) for n, slot in enumerate(poll.slots.all(), start=1)},
    }


class ChoicesForm(forms.Form):
    """What a seat says of each slot of a poll."""

    comment = forms.CharField(
        label=_("Comentario"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, poll: DatePoll, slots: Sequence[PollSlot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._slots = slots
        for slot in slots:
            self.fields[f"{SLOT}{slot.pk}"] = forms.ChoiceField(
                label=slot_of(slot.starts_at, poll),
                choices=[(value, capfirst(words)) for value, words in SlotChoice.choices],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), _("Responda por esta fecha: sí, si es necesario o no.")
                ),
            )
        self.order_fields(
            [*(name for name in ("spoken_by",) if name in self.fields), *self._names, "comment"]
        )

    @property
    def _names(self) -> list[str]:
        return [f"{SLOT}{slot.pk}" for slot in self._slots]

    @property
    def choices(self) -> dict[int, str]:
        """The choice for each slot (by its key) of a valid form."""
        return {slot.pk: self.cleaned_data[f"{SLOT}{slot.pk}"] for slot in self._slots}


class PhoneChoicesForm(ChoicesForm):
    """Choices that somebody gave by telephone."""

    spoken_by = forms.CharField(
        label=_("Quién dio la respuesta por teléfono"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Indique quién dio la respuesta por teléfono.")},
    )
