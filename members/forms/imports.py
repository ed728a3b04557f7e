"""The upload of a spreadsheet of members."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file to read."""

    file = forms.FileField(
        label=_("Hoja de cálculo"),
        help_text=_(
            "XLSX de hasta 5 MB con los encabezados de la plantilla: una hoja de integrantes y otra llamada "
            "«Personas», o una de las dos; 1,000 renglones en cada una."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        error_messages={
            "empty": _("El archivo está vacío."),
            "required": _("Elija el archivo que desea cargar."),
        },
    )
