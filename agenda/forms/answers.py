"""Input of the answers to a convocation, of its guests, and of why a meeting is called off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.models import Answer
from agenda.rules.answers import COMMENT_LENGTH, NAME_LENGTH, REASON_LENGTH, Given
from mcig.accounts.models import LANGUAGES


class GuestAnswerForm(forms.Form):
    """What somebody invited answers."""

    answer = forms.ChoiceField(
        label=_("Su respuesta"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Elija una de las respuestas."),
            "invalid_choice": _("Elija una de las respuestas."),
        },
    )
    comment = forms.CharField(
        label=_("Comentario"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, capfirst(Answer(each.value).label)) for each in Given]


class AnswerForm(GuestAnswerForm):
    """What a seat answers, and who comes for it."""

    attendee = forms.CharField(
        label=_("Quién asistirá"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("Nombre de quien viene, si es otra persona: por ejemplo, quien tiene la suplencia."),
    )
    field_order = ["answer", "attendee", "comment"]


class PhoneForm(AnswerForm):
    """An answer that somebody gave by telephone."""

    spoken_by = forms.CharField(
        label=_("Quién dio la respuesta por teléfono"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Indique quién dio la respuesta por teléfono.")},
    )
    field_order = ["spoken_by", "answer", "attendee", "comment"]


class ReasonForm(forms.Form):
    """Why a meeting is postponed or cancelled."""

    reason = forms.CharField(
        label=_("Motivo"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo leerán las personas convocadas."),
        error_messages={"required": _("Escriba el motivo: lo leerán las personas convocadas.")},
    )


class GuestForm(forms.Form):
    """Somebody without a seat who is invited."""

    name = forms.CharField(label=_("Nombre"), max_length=NAME_LENGTH)
    email = forms.EmailField(label=_("Correo electrónico"), max_length=254)
    language = forms.ChoiceField(label=_("Idioma"), choices=LANGUAGES)
