"""Input of the live session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.models import MeetingSeat
from agenda.rules.outcome import OUTCOME_LENGTH
from agenda.rules.session import NAME_LENGTH, NOTES_LENGTH, TOO_LONG
from mcig.mesa.clock import zone_words
from mcig.web.fields import MomentField
from members.models import Seat


class NotesForm(forms.Form):
    """The notes of an item."""

    notes = forms.CharField(
        label=_("Notas del punto"),
        required=False,
        max_length=NOTES_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": TOO_LONG},
    )
    hide_optional = True


class DecisionForm(forms.Form):
    """A decision as it is taken."""

    text = forms.CharField(
        label=_("Acuerdo"),
        max_length=OUTCOME_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Escriba qué se acordó.")},
    )


class CommitmentForm(forms.Form):
    """A commitment as it is made: what, who, until when."""

    text = forms.CharField(
        label=_("Compromiso"),
        max_length=OUTCOME_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Escriba qué se acordó.")},
    )
    owner = forms.TypedChoiceField(
        label=_("Responsable"), coerce=int, error_messages={"required": _("Elija quién se compromete.")}
    )
    due_on = forms.DateField(
        label=_("Fecha compromiso"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, seats: Iterable[MeetingSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.TypedChoiceField)
        names = [(each.seat_id, each.organisation_name or each.seat.organisation.code) for each in seats]
        owner.choices = [("", _("Elija un lugar")), *names]

    def words(self) -> dict[str, Any]:
        """What `note_commitment` takes."""
        data = self.cleaned_data
        return {"text": data["text"], "owner": Seat.objects.get(pk=data["owner"]), "due_on": data["due_on"]}


class GuestForm(forms.Form):
    """A guest at the session."""

    name = forms.CharField(
        label=_("Nombre"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Escriba el nombre de la persona invitada.")},
    )
    represents = forms.CharField(
        label=_("Institución a la que representa"), max_length=NAME_LENGTH, required=False
    )


class TimesForm(forms.Form):
    """When the session began and ended, on the meeting's clock."""

    started_at = MomentField(label=_("Comenzó"))
    ended_at = MomentField(label=_("Terminó"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("started_at", "ended_at"):
            self.fields[name].help_text = capfirst(zone_words())
