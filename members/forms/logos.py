"""The logo of an organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.files.forms import UploadField
from mcig.files.kinds import PICTURES


class LogoForm(forms.Form):
    logo = UploadField(
        label=_("Logotipo"),
        kinds=PICTURES,
        hint=_("Se guarda reducido, a lo más de 480 por 240 puntos, sin los demás datos de la imagen."),
    )
