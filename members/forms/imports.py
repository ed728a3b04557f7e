"""The upload of a spreadsheet of members."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Hoja de cálculo"),
        help_text=_("XLSX de hasta 5 MB y 1,000 renglones, con los encabezados de la plantilla."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        error_messages={
            "empty": _("El archivo está vacío."),
            "required": _("Elija el archivo que desea cargar."),
        },
    )
