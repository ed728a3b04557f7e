"""Filters of the history of the mesa."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.web.fields import day_field
from members.queries.audit import Asked


class AuditFilter(forms.Form):
    """What the history is narrowed to; a value that is no choice narrows nothing."""

    persona = forms.TypedChoiceField(label=_("Persona"), coerce=int, empty_value=None, required=False)
    organizacion = forms.TypedChoiceField(
        label=_("Organización"), coerce=int, empty_value=None, required=False
    )
    clase = forms.ChoiceField(label=_("Qué cambió"), required=False)
    desde = day_field(_("Desde"), required=False)
    hasta = day_field(_("Hasta"), required=False)
    hide_optional = True

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        organisations: Sequence[tuple[int, str]],
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, tuple[Any, Sequence[tuple[Any, str]]]] = {
            "persona": (_("Todas"), people),
            "organizacion": (_("Todas"), organisations),
            "clase": (_("Todo"), kinds),
        }
        for name, (everything, choices) in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", everything), *choices]

    def asked(self) -> Asked:
        self.is_valid()
        data = self.cleaned_data
        return Asked(
            data.get("persona"),
            data.get("organizacion"),
            data.get("clase", ""),
            data.get("desde"),
            data.get("hasta"),
        )
