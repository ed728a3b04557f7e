"""What is typed about a ficha: remarks and their answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.rules import Broken
from projects.rules.remarks import REMARK_LENGTH, SUBJECTS, check_remark


class AnswerForm(forms.Form):
    """An answer to a remark. `remark_pk` tells the page under which remark a refused one stands."""

    text = forms.CharField(
        label=_("Su respuesta"), max_length=REMARK_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )
    remark_pk = 0

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        try:
            check_remark(text)
        except Broken as error:
            raise forms.ValidationError(str(error)) from error
        return text


class RemarkForm(AnswerForm):
    """A remark on a field."""

    subject = forms.ChoiceField(label=_("Sobre"), required=False, choices=lambda: list(SUBJECTS.items()))
    proposed = forms.CharField(
        label=_("Texto propuesto"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Si propone un cambio, escriba cómo debe decir el campo completo (en una lista, un elemento por "
            "renglón). Quien presenta el proyecto lo acepta o no en un paso."
        ),
    )
    field_order = ["subject", "proposed", "text"]
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Observación, o razón del cambio")

    def clean_proposed(self) -> str:
        return str(self.cleaned_data["proposed"]).replace("\r\n", "\n").strip()
