"""Input of the members' pages."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.web.fields import DayField


class DateAsked(forms.Form):
    """For which date a register is shown; a wrong one leaves today."""

    fecha = DayField(
        label=_("Integrantes en la fecha"),
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "day"), _("Esa fecha no existe o no se entiende; se muestra el día de hoy.")
        ),
    )
    hide_optional = True

    def day(self, today: date) -> date:
        """The date asked for, or `today`."""
        asked: date | None = self.cleaned_data.get("fecha") if self.is_valid() else None
        return asked or today
