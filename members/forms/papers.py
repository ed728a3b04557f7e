"""Documents of a consultation or of a mandate."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.files.forms import UploadField
from members.rules.papers import TITLE_LENGTH


class PapersForm(forms.Form):
    """One document with its title, or several that are called as their files."""

    papers = UploadField(label=_("Documentos"), multiple=True)
    title = forms.CharField(
        label=_("Título"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("Para un solo documento. Si lo deja vacío, se llama como su archivo."),
    )
