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
    field_order = ["subject", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Observación")
