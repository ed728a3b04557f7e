"""Input of the papers of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.models import PaperLevel
from agenda.rules.papers import PAPER_TITLE_LENGTH
from mcig.files.forms import UploadField


class DescribedForm(forms.Form):
    """What is said of a paper."""

    title = forms.CharField(label=_("Título"), max_length=PAPER_TITLE_LENGTH, required=False)
    item = forms.TypedChoiceField(label=_("De qué punto"), coerce=int, empty_value=None, required=False)
    level = forms.ChoiceField(label=_("Quién lo lee"))
    hide_optional = True

    def __init__(
        self, *args: Any, items: Sequence[tuple[int, str]], levels: Sequence[PaperLevel], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "item": [("", _("De toda la reunión")), *items],
            "level": [(each.value, capfirst(each.label)) for each in levels],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class AddPapersForm(DescribedForm):
    """One paper with its title, or several that are called as their files."""

    papers = UploadField(label=_("Documentos"), multiple=True)
    field_order = ["papers", "title", "item", "level"]


class ChangePaperForm(DescribedForm):
    """What is said of a paper, and a newer file of it."""

    title = forms.CharField(label=_("Título"), max_length=PAPER_TITLE_LENGTH)
    paper = UploadField(label=_("Versión nueva"), required=False)
