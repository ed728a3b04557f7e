"""Input of the minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.actions.minutes import Words
from agenda.models import MinutesParagraph, ObservationState, ParagraphLevel
from agenda.rules.minutes import FIELD_LENGTH, NAME_LENGTH, OBSERVATION_LENGTH, PARAGRAPH_LENGTH
from members.models import Organisation


class ParagraphForm(forms.Form):
    """A paragraph: who speaks, what they say, and how it may be attributed."""

    text = forms.CharField(
        label=_("Texto"),
        max_length=PARAGRAPH_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "data-paste": ""}),
        error_messages={
            "required": _("Escriba el párrafo o elimínelo."),
            "max_length": _("El párrafo es demasiado largo: caben 10 000 caracteres. Divídalo en varios."),
        },
    )
    level = forms.ChoiceField(label=_("Atribución"))
    organisation = forms.TypedChoiceField(
        label=_("Quién habla"), coerce=int, empty_value=None, required=False
    )
    speaker = forms.CharField(label=_("Persona"), max_length=NAME_LENGTH, required=False)
    hide_optional = True

    def __init__(self, *args: Any, speakers: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level, organisation = self.fields["level"], self.fields["organisation"]
        assert isinstance(level, forms.ChoiceField)
        assert isinstance(organisation, forms.TypedChoiceField)
        level.choices = [(value, capfirst(label)) for value, label in ParagraphLevel.choices]
        organisation.choices = [("", _("Nadie en particular")), *speakers]

    def words(self) -> Words:
        """What the actions take."""
        data = self.cleaned_data
        organisation = Organisation.objects.filter(pk=data["organisation"]).first()
        return Words(data["text"], data["level"], organisation, data["speaker"])


def stored_words(paragraph: MinutesParagraph) -> dict[str, Any]:
    """A paragraph under the names of its form."""
    return {
        "text": paragraph.text,
        "level": paragraph.level,
        "organisation": paragraph.organisation_id,
        "speaker": paragraph.speaker,
    }


def _closing(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=FIELD_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ClosingForm(forms.Form):
    """What stands at the end."""

    handouts = _closing(_("Documentos entregados"), _("Uno por línea, con un guion delante."))
    annexes = _closing(_("Anexos"))
    next_meeting = _closing(_("Próxima reunión"))
    hide_optional = True


class ObservationForm(forms.Form):
    """What a member observes."""

    text = forms.CharField(
        label=_("Observación"),
        max_length=OBSERVATION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Escriba la observación.")},
    )


class ResolutionForm(forms.Form):
    """How an observation is resolved."""

    state = forms.ChoiceField(
        label=_("Resolución"),
        error_messages={"required": _("Elija cómo se resuelve la observación.")},
        choices=[
            (each.value, capfirst(each.label))
            for each in ObservationState
            if each is not ObservationState.OPEN
        ],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("Respuesta"),
        max_length=OBSERVATION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("La lee quien observó. Obligatoria si no se acoge."),
    )
    hide_optional = True
