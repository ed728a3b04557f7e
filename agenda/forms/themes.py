"""Input of the pages about themes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.actions.themes import ThemeFacts
from agenda.forms.choices import chosen_keys, in_words, offer
from agenda.models import Theme, ThemeColour
from agenda.rules.theme import ICONS, NAME_LENGTH, TEXT_LENGTH
from mcig.web.fields import day_field, text_field

# What each icon shows, for who cannot see it.
ICON_WORDS = {
    "tag": _("Etiqueta"),
    "hand-heart": _("Mano y corazón"),
    "heart-handshake": _("Corazón y manos"),
    "heart": _("Corazón"),
    "laptop": _("Computadora"),
    "shield": _("Escudo"),
    "handshake": _("Manos estrechadas"),
    "scale": _("Balanza"),
    "gavel": _("Mazo"),
    "megaphone": _("Megáfono"),
    "users": _("Personas"),
    "graduation-cap": _("Birrete"),
    "briefcase": _("Portafolio"),
    "building-2": _("Edificio"),
    "coins": _("Monedas"),
    "sprout": _("Brote"),
    "leaf": _("Hoja"),
    "vote": _("Urna"),
    "map-pin": _("Lugar en el mapa"),
    "globe": _("Globo"),
    "book-open": _("Libro"),
    "target": _("Diana"),
    "flag": _("Bandera"),
    "trending-up": _("Línea que sube"),
}


class IconChoice(forms.RadioSelect):
    """The icons as they look, each with its words."""

    template_name = "agenda/themes/widgets/icons.html"


class ColourChoice(forms.RadioSelect):
    """The colours as they look, each with its word."""

    template_name = "agenda/themes/widgets/colours.html"


class ThemeForm(forms.Form):
    """A theme as secretariat and presidency write it."""

    name = text_field(_("Nombre"), NAME_LENGTH, required=True)
    name_en = text_field(_("Nombre en inglés"), NAME_LENGTH)
    description = text_field(_("Descripción"), TEXT_LENGTH, rows=4)
    description_en = text_field(_("Descripción en inglés"), TEXT_LENGTH, rows=4)
    colour = forms.ChoiceField(label=_("Color"), widget=ColourChoice)
    icon = forms.ChoiceField(
        label=_("Icono"),
        choices=[(name, ICON_WORDS[name]) for name in ICONS],
        widget=IconChoice,
    )
    first = day_field(_("Primer día"))
    last = day_field(
        _("Último día"),
        required=False,
        help_text=_("Un tema no se elimina: termina. Lo que se trató en él se conserva."),
    )
    leads = chosen_keys(_("Quiénes lideran el tema"), help_text=_("Lo que cambie vale desde hoy."))
    hide_optional = True

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "leads", organisations)
        offer(self, "colour", in_words(ThemeColour.choices))

    @property
    def facts(self) -> ThemeFacts:
        """What was typed. Only of a valid form."""
        return ThemeFacts(**self.cleaned_data)


def stored_theme(theme: Theme, leads: Sequence[int]) -> dict[str, Any]:
    """What the form shows of a stored theme; `leads` are keys of organisations."""
    upper = theme.validity.upper
    return {
        "name": theme.name,
        "name_en": theme.name_en,
        "description": theme.description,
        "description_en": theme.description_en,
        "colour": theme.colour,
        "icon": theme.icon,
        "first": theme.validity.lower,
        "last": upper - timedelta(days=1) if upper else None,
        "leads": list(leads),
    }


class PeriodForm(forms.Form):
    """Of which mandate something is shown."""

    mandato = forms.ChoiceField(label=_("Mandato"), required=False)
    hide_optional = True

    def __init__(self, *args: Any, mandates: Sequence[tuple[int, str]], every: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer(self, "mandato", mandates, none=every)
