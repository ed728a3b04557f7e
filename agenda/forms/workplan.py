"""Input of the work plan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.actions.workplan import IndicatorFacts, LineFacts, MilestoneFacts
from agenda.forms.choices import chosen_key, chosen_keys, in_words, offer
from agenda.models import Indicator, LineState, Milestone, WorkLine
from agenda.rules.progress import read_number
from agenda.rules.theme import NAME_LENGTH, TEXT_LENGTH
from mcig.rules import Broken
from mcig.web.fields import day_field, text_field


class NumberField(forms.CharField):
    """A number as people write it, with thousands and a decimal point."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text)
        except Broken as refusal:
            raise ValidationError(str(refusal)) from None

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value


class LineForm(forms.Form):
    """A line of the work plan."""

    title = text_field(_("Línea de trabajo"), NAME_LENGTH, required=True)
    theme = chosen_key(_("Tema"))
    description = text_field(_("Descripción"), TEXT_LENGTH, rows=4)
    state = forms.ChoiceField(label=_("Estado"))
    owners = chosen_keys(_("Responsables"))
    hide_optional = True

    def __init__(
        self,
        *args: Any,
        themes: Sequence[tuple[int, str]],
        organisations: Sequence[tuple[int, str]],
        carried: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        states = [each for each in LineState.choices if carried or each[0] != LineState.CARRIED]
        offer(self, "state", in_words(states))
        offer(self, "theme", themes, none="—")
        offer(self, "owners", organisations)

    @property
    def facts(self) -> LineFacts:
        """What was typed. Only of a valid form."""
        return LineFacts(**self.cleaned_data)


def stored_line(line: WorkLine, owners: Sequence[int]) -> dict[str, Any]:
    return {
        "title": line.title,
        "theme": line.theme_id,
        "description": line.description,
        "state": line.state,
        "owners": list(owners),
    }


class MilestoneForm(forms.Form):
    """Something that a line reaches until a day."""

    title = text_field(_("Hito"), NAME_LENGTH, required=True)
    due_on = day_field(_("Fecha prevista"))
    done_on = day_field(_("Fecha de cumplimiento"), required=False, help_text=_("En blanco mientras falta."))
    note = text_field(_("Nota"), 500, rows=2)
    hide_optional = True

    @property
    def facts(self) -> MilestoneFacts:
        """What was typed. Only of a valid form."""
        return MilestoneFacts(**self.cleaned_data)


def stored_milestone(milestone: Milestone) -> dict[str, Any]:
    return {name: getattr(milestone, name) for name in MilestoneForm.base_fields}


class IndicatorForm(forms.Form):
    """What a line is measured by."""

    name = text_field(_("Indicador"), NAME_LENGTH, required=True)
    name_en = text_field(_("Indicador en inglés"), NAME_LENGTH)
    unit = text_field(
        _("Unidad"), 60, required=True, help_text=_("Por ejemplo: personas, municipios, porcentaje.")
    )
    baseline = NumberField(
        label=_("Línea de base"),
        required=False,
        help_text=_("En blanco si no se conoce; entonces no se calcula un porcentaje."),
    )
    target = NumberField(
        label=_("Meta"), help_text=_("Puede ser menor que la línea de base, cuando se trata de reducir.")
    )
    target_on = day_field(_("Fecha de la meta"), required=False)
    hide_optional = True

    @property
    def facts(self) -> IndicatorFacts:
        """What was typed. Only of a valid form."""
        return IndicatorFacts(**self.cleaned_data)


def stored_indicator(indicator: Indicator) -> dict[str, Any]:
    return {name: getattr(indicator, name) for name in IndicatorForm.base_fields}


class MeasurementForm(forms.Form):
    """What an indicator was on a day."""

    measured_on = day_field(_("Fecha del valor"), help_text=_("Si ese día ya tiene un valor, se corrige."))
    value = NumberField(label=_("Valor"))
    source = text_field(_("Fuente"), 300)
    hide_optional = True
