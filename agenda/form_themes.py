"""The themes that the form of the mesa names: what the co-presidency of 2023–2024 wished to work on."""

from __future__ import annotations

from dataclasses import dataclass

from agenda.models import ThemeColour


@dataclass(frozen=True, slots=True)
class FormTheme:
    slug: str
    name: str
    name_en: str
    colour: ThemeColour
    icon: str


FORM_THEMES = (
    FormTheme(
        "cuidados",
        "Sistema nacional o integral de cuidados",
        "National or comprehensive care system",
        ThemeColour.TEAL,
        "hand-heart",
    ),
    FormTheme("agenda-digital", "Agenda digital", "Digital agenda", ThemeColour.SLATE, "laptop"),
    FormTheme(
        "violencia-de-genero", "Violencia de género", "Gender-based violence", ThemeColour.BRICK, "shield"
    ),
    FormTheme(
        "mujeres-negociadoras",
        "Mujeres negociadoras o mediadoras",
        "Women negotiators or mediators",
        ThemeColour.PLUM,
        "handshake",
    ),
    FormTheme(
        "clausulas-de-genero",
        "Cláusulas de género en acuerdos comerciales",
        "Gender clauses in trade agreements",
        ThemeColour.OCHRE,
        "scale",
    ),
)
