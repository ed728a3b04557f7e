"""Input of the documents of the mesa."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mcig.files.forms import UploadField
from mcig.web.fields import text_field
from members.forms.consultations import DeadlineForm
from members.models import MesaDocumentKind, PaperLevel, SignatureState
from members.rules.mesa_documents import (
    NOTE_LENGTH,
    SIGNATORY_LENGTH,
    SIGNATURES,
    TEXT_LENGTH,
    TITLE_LENGTH,
)

MARKDOWN = _("Puede usar **negritas**, listas con - y títulos con #.")


def _capitalised(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(label)) for value, label in choices]


class LevelForm(forms.Form):
    """Who reads a version."""

    level = forms.ChoiceField(label=_("Quién lo lee"), widget=forms.RadioSelect)
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _capitalised(PaperLevel.choices)


class DraftForm(LevelForm):
    """A version while it is prepared."""

    text = text_field(_("Texto"), TEXT_LENGTH, rows=16, help_text=MARKDOWN)
    file = UploadField(label=_("Archivo"), required=False)
    drops_file = forms.BooleanField(label=_("Quitar el archivo que ya tiene"), required=False)
    note = text_field(_("Qué cambia"), NOTE_LENGTH, rows=3)
    field_order = ["text", "file", "drops_file", "note", "level"]

    def __init__(self, *args: Any, has_file: bool = False, is_first: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["drops_file"]
        if is_first:
            del self.fields["note"]


class DocumentForm(forms.Form):
    """What a document is."""

    kind = forms.ChoiceField(label=_("Clase"), widget=forms.RadioSelect)
    title = text_field(_("Título"), TITLE_LENGTH, required=True)
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _capitalised(MesaDocumentKind.choices)


class NewDocumentForm(DraftForm, DocumentForm):
    """A new document with its first version."""

    field_order = ["kind", "title", "text", "file", "level"]


class ConsultForm(DeadlineForm):
    """Until when members answer."""


class SigningForm(DeadlineForm):
    """Until when seats sign."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deadline"].label = _("Plazo para firmar")


class SignatureForm(forms.Form):
    """What a seat answers to a joint statement."""

    answer = forms.ChoiceField(
        label=_("Su respuesta"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija si firma o no firma.")},
    )
    signatory = text_field(
        _("Nombre y cargo de quien responde"),
        SIGNATORY_LENGTH,
        required=True,
        help_text=_("Como deben leerse en el comunicado."),
    )
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, capfirst(SignatureState(each.value).label)) for each in SIGNATURES]


class OnBehalfForm(SignatureForm):
    """A signature that the secretariat enters."""

    basis = text_field(
        _("En qué consta"),
        NOTE_LENGTH,
        required=True,
        rows=2,
        help_text=_("Por ejemplo, el número y la fecha de una nota verbal."),
    )
