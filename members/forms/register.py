"""Input of the members' pages."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class DateAsked(forms.Form):
    """For which date a register is shown; a wrong one leaves today."""

    fecha = forms.DateField(
        label=_("Integrantes en la fecha"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Esa fecha no existe o no tiene la forma AAAA-MM-DD; se muestra el día de hoy.")
        },
    )
    hide_optional = True

    def day(self, today: date) -> date:
        """The date asked for, or `today`."""
        asked: date | None = self.cleaned_data.get("fecha") if self.is_valid() else None
        return asked or today
