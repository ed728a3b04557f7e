"""Input of the consultations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mcig.mesa.clock import zone_words
from mcig.web.fields import MomentField
from members.models import ConsultationRule, SeatState
from members.rules.consultation import ANSWERS, COMMENT_LENGTH, SUBJECT_LENGTH, TEXT_LENGTH


def _paragraphs(label: Any, length: int, *, required: bool = True, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class DeadlineForm(forms.Form):
    """A deadline, on the mesa's clock, whose name stands beside it."""

    deadline = MomentField(label=_("Plazo para responder"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deadline"].help_text = capfirst(zone_words())

    def moment(self) -> datetime:
        found: datetime = self.cleaned_data["deadline"]
        return found


class DraftForm(DeadlineForm):
    """A consultation while it is prepared."""

    subject = forms.CharField(label=_("Asunto"), max_length=SUBJECT_LENGTH)
    text = _paragraphs(_("Texto que se consulta"), TEXT_LENGTH, rows=10)
    rule = forms.ChoiceField(label=_("Regla"), widget=forms.RadioSelect)
    consulted = forms.TypedMultipleChoiceField(
        label=_("A quiénes se consulta"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sin marcar ninguna: todos los integrantes en la fecha de apertura."),
    )
    field_order = ["subject", "text", "rule", "deadline", "consulted"]
    hide_optional = True

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["consulted"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = organisations
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ChoiceField)
        rule.choices = [(value, capfirst(words)) for value, words in ConsultationRule.choices]


class AnswerForm(forms.Form):
    """What a consulted seat answers."""

    answer = forms.ChoiceField(
        label=_("Su respuesta"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una de las respuestas.")},
    )
    comment = forms.CharField(
        label=_("Comentario o motivo"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Obligatorio para comentar y para romper el silencio."),
    )
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, capfirst(SeatState(each.value).label)) for each in ANSWERS]


class PhoneForm(AnswerForm):
    """An answer that somebody gave by telephone."""

    spoken_by = forms.CharField(
        label=_("Quién dio la respuesta por teléfono"),
        max_length=200,
        error_messages={"required": _("Indique quién dio la respuesta por teléfono.")},
    )
    field_order = ["spoken_by", "answer", "comment"]


class ExtendForm(DeadlineForm):
    """More time for an open consultation."""

    note = _paragraphs(_("Motivo"), COMMENT_LENGTH, required=False, rows=3)
    field_order = ["deadline", "note"]


class WithdrawForm(forms.Form):
    """Why a consultation is taken back."""

    note = _paragraphs(_("Por qué se retira"), COMMENT_LENGTH, rows=3)
