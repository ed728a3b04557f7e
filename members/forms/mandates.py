"""Input of the pages about mandates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.web.fields import day_field
from members.forms.register import DateAsked
from members.models import MandateRole
from members.rules.rotation import DEFAULT_SHADOW_DAYS, MAX_SHADOW_DAYS, Term

HOLDERS = 4


class PresidencyDateAsked(DateAsked):
    """For which date it is asked who presided."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fecha"].label = _("Quién presidía en la fecha")


class MandateForm(forms.Form):
    """A mandate as the secretariat writes it. Last days are those that still count."""

    role = forms.ChoiceField(label=_("Función"), choices=MandateRole.choices)
    start = day_field(_("Primer día previsto"))
    end = day_field(_("Último día previsto"), required=False, help_text=_("Vacío: sin término previsto."))
    actual_start = day_field(
        _("Primer día real"),
        required=False,
        help_text=_("Solo si las fechas reales difieren de las previstas."),
    )
    actual_end = day_field(_("Último día real"), required=False, help_text=_("Vacío: sin término todavía."))
    basis = forms.CharField(
        label=_("Fundamento"),
        max_length=300,
        required=False,
        help_text=_("El acuerdo o la consulta en que se decidió."),
    )
    priorities = forms.CharField(
        label=_("Prioridades"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    shadow_days = forms.IntegerField(
        label=_("Días de acompañamiento antes del inicio"),
        min_value=0,
        max_value=MAX_SHADOW_DAYS,
        initial=DEFAULT_SHADOW_DAYS,
        help_text=_("Durante ellos quienes entran leen los borradores, sin cambiarlos."),
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((str(key), name) for key, name in organisations)]
        for place in range(1, HOLDERS + 1):
            self.fields[f"holder_{place}"] = forms.ChoiceField(
                label=_("Titular %(place)d") % {"place": place}, choices=choices, required=place == 1
            )
        self.fields["pro_tempore"] = forms.ChoiceField(
            label=_("Preside pro tempore"),
            choices=choices,
            required=False,
            help_text=_("En una terna, la titular que preside entretanto."),
        )
        self.order_fields(
            ["role", *(f"holder_{place}" for place in range(1, HOLDERS + 1)), "pro_tempore", "start", "end"]
        )

    def holders(self) -> list[int]:
        """The keys of the holders in their order."""
        chosen = (self.cleaned_data[f"holder_{place}"] for place in range(1, HOLDERS + 1))
        return [int(key) for key in chosen if key]

    def pro_tempore(self) -> int | None:
        key: str = self.cleaned_data["pro_tempore"]
        return int(key) if key else None

    def planned(self) -> Term:
        return written_term(self.cleaned_data["start"], self.cleaned_data["end"])

    def actual(self) -> Term | None:
        """The real dates, or None when the planned ones hold."""
        start, last = self.cleaned_data["actual_start"], self.cleaned_data["actual_end"]
        if start is None and last is None:
            return None
        return written_term(start or self.cleaned_data["start"], last)


def written_term(start: date, last: date | None) -> Term:
    """A term from its first and its last day, as people write them."""
    if last is None:
        return Term(start)
    return Term(start, last + timedelta(days=1) if last < date.max else last)
