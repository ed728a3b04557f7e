"""Input of the settings of the mesa."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcig.countries import country_choices
from mcig.mesa.clock import place_of, world_zones
from mcig.mesa.models import MinutesWord, RotatingRole
from mcig.mesa.reminders import LONGEST_DAYS, check_reminders
from mcig.rules import Broken
from mcig.web.fields import text_field

MAX_MONTHS = 120
MAX_HOLDERS = 4
HOURS_OF_A_DAY = 24


class MomentsField(forms.CharField):
    """Whole numbers separated by commas: how long before or after. Gives a list, the longest first."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)
        self.longest = longest

    def prepare_value(self, value: Any) -> str:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")

    def clean(self, value: Any) -> Any:
        typed = [part.strip() for part in super().clean(value).split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in typed):
            raise forms.ValidationError(_("Escriba números enteros separados por comas; por ejemplo: 7, 2."))
        try:
            return check_reminders(map(int, typed), longest=self.longest)
        except Broken as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def time_zone_field(*, initial: str | None = None) -> forms.ChoiceField:
    """The clock that a mesa lives by, chosen by a city."""
    return forms.ChoiceField(
        label=_("Zona horaria"),
        choices=world_zones,
        initial=initial,
        help_text=_("La ciudad en cuya hora se dicen los plazos."),
    )


class NamesForm(forms.Form):
    """How the mesa is called, and whose clock it lives by."""

    name = text_field(_("Nombre"), 200, required=True)
    name_en = text_field(_("Nombre en inglés"), 200)
    acronym = text_field(_("Sigla"), 20, required=True)
    aliases = text_field(_("Otros nombres"), 2000, rows=3, help_text=_("Uno por renglón."))
    country = forms.ChoiceField(label=_("País"), choices=country_choices)
    time_zone = time_zone_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored, field = self.initial.get("time_zone"), self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        if stored and stored not in dict(world_zones()):  # by an older name of it, or UTC
            field.choices = [(stored, place_of(stored)), *world_zones()]


class WordsForm(forms.Form):
    """The words that mesas use differently."""

    minutes_word = forms.ChoiceField(
        label=_("Nombre de las actas de reunión"), choices=MinutesWord.choices, widget=forms.RadioSelect
    )


class RotationForm(forms.Form):
    """What rotates, for how long, and among how many."""

    rotating_role = forms.ChoiceField(
        label=_("Función que rota"), choices=RotatingRole.choices, widget=forms.RadioSelect
    )
    term_months = forms.IntegerField(
        label=_("Duración del mandato en meses"), min_value=1, max_value=MAX_MONTHS
    )
    seats_per_mandate = forms.IntegerField(
        label=_("Titulares por mandato"), min_value=1, max_value=MAX_HOLDERS
    )


class FichasForm(forms.Form):
    """How fichas become public among the members."""

    reviews_fichas = forms.BooleanField(
        label=_("Las fichas se revisan antes de publicarse"),
        required=False,
        help_text=_("La secretaría técnica valida cada ficha; si no, cada integrante publica la suya."),
    )
    review_months = forms.IntegerField(
        label=_("Meses hasta la revisión de una ficha"),
        min_value=1,
        max_value=60,
        help_text=_("Tanto tiempo vale la información de una ficha; después se pide que se confirme."),
    )


class RemindersForm(forms.Form):
    """When the mesa reminds; a moment left empty means that it does not."""

    reminders_of_consultations = MomentsField(
        label=_("Horas antes del plazo de una consulta o de una firma"), longest=LONGEST_DAYS * HOURS_OF_A_DAY
    )
    reminders_of_meetings = MomentsField(label=_("Días antes de una reunión"), longest=LONGEST_DAYS)
    reminders_of_polls = MomentsField(
        label=_("Días antes del plazo de una consulta de fechas"), longest=LONGEST_DAYS
    )
    reminders_before_due = MomentsField(
        label=_("Días antes de la fecha de un compromiso"), longest=LONGEST_DAYS
    )
    reminders_after_due = MomentsField(
        label=_("Días después de la fecha de un compromiso"), longest=LONGEST_DAYS
    )


class PublicFaceForm(forms.Form):
    """Whether the mesa shows itself to everybody."""

    public_face = forms.BooleanField(
        label=_("La mesa tiene páginas públicas"),
        required=False,
        help_text=_("Se leen sin cuenta. Muestran solo lo que está marcado como público."),
    )
