"""The English texts of a ficha, each beside its Spanish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.forms.section import SectionForm
from projects.rules import Ficha
from projects.rules.record import (
    RECORD_LENGTHS,
    Record,
)
from projects.rules.translation import Translation, Unit, units

LONG_TEXT = 160


class EnglishForm(SectionForm):
    """The English of each Spanish text, beside it; what is stored keeps which Spanish it was made of."""

    def __init__(self, *args: Any, ficha: Ficha, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, ficha=ficha, record=record, **kwargs)
        self.units = units(ficha, record.translations)
        for unit in self.units:
            name = _english_name(unit)
            self.fields[name] = forms.CharField(
                label=f"{unit.label} · {unit.state.label}",
                required=False,
                max_length=RECORD_LENGTHS["translations"],
                help_text=_spanish(unit),
                widget=forms.Textarea(attrs={"rows": 1 if len(unit.source) < LONG_TEXT else 4, "lang": "en"}),
            )
            self.initial[name] = unit.text
            if unit.earlier:
                self.fields[f"still_{name}"] = forms.BooleanField(
                    label=_("La traducción sigue siendo correcta"), required=False
                )

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("translations",)

    def typed(self) -> dict[str, Any]:
        return {"translations": tuple(filter(None, map(self._translation, self.units)))}

    def _translation(self, unit: Unit) -> Translation | None:
        """What was typed is of today's Spanish; a stale text that nobody touched stays stale."""
        name = _english_name(unit)
        text = str(self.cleaned_data[name]).replace("\r\n", "\n")
        if not text.strip():
            return None
        untouched = unit.earlier and text == unit.text and not self.cleaned_data.get(f"still_{name}")
        return Translation(unit.field, unit.position, unit.earlier if untouched else unit.source, text)


def _english_name(unit: Unit) -> str:
    return f"en_{unit.field}_{unit.position}"


def _spanish(unit: Unit) -> SafeString:
    """The Spanish text beside its English; of a stale one also what it was translated from."""
    if unit.earlier:
        return format_html(
            "<span class='prose'>{}</span><br><em>{}</em> <span class='prose muted'>{}</span>",
            unit.source,
            _("Antes decía:"),
            unit.earlier,
        )
    return format_html("<span class='prose'>{}</span>", unit.source)
