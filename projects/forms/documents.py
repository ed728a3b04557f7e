"""Input of the documents and photographs of a project."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mcig.files.forms import UploadField
from mcig.files.kinds import PICTURES
from projects.models import DocumentLevel
from projects.rules.documents import ALTERNATIVE_LENGTH, CREDIT_LENGTH, DOCUMENT_TITLE_LENGTH


class DocumentForm(forms.Form):
    """What is said of a document."""

    title = forms.CharField(label=_("Título"), max_length=DOCUMENT_TITLE_LENGTH)
    level = forms.ChoiceField(
        label=_("Quién lo lee"),
        choices=lambda: [(each.value, capfirst(each.label)) for each in DocumentLevel],
        initial=DocumentLevel.MEMBERS,
        help_text=_(
            "No forma parte del borrador: se lee en cuanto se guarda, si el proyecto está publicado."
        ),
    )
    hide_optional = True


class AddDocumentsForm(DocumentForm):
    """One document with its title, or several that are called as their files."""

    uploads = UploadField(label=_("Documentos"), multiple=True)
    title = forms.CharField(
        label=_("Título"),
        max_length=DOCUMENT_TITLE_LENGTH,
        required=False,
        help_text=_("Si lo deja vacío, se llama como su archivo."),
    )
    field_order = ["uploads", "title", "level"]


class PhotographForm(DocumentForm):
    """What is said of a photograph."""

    alternative = forms.CharField(
        label=_("Texto alternativo"),
        max_length=ALTERNATIVE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Qué se ve, en una o dos frases, para quien no ve la fotografía."),
    )
    credit = forms.CharField(
        label=_("Crédito"),
        max_length=CREDIT_LENGTH,
        help_text=_("De quién es la fotografía. Cárguela solo si puede compartirla."),
    )
    field_order = ["photograph", "title", "alternative", "credit", "level"]


class AddPhotographForm(PhotographForm):
    photograph = UploadField(
        label=_("Fotografía"),
        kinds=PICTURES,
        hint=_("Se guarda reducida y sin los demás datos de la imagen, como el lugar en que se tomó."),
    )
