"""Codes with their names, all of it data: Mexican states, policy markers, purpose codes, currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcig.rules import _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["CURRENCIES", "MARKERS", "PURPOSES", "SCORES", "STATES"]

# ISO 3166-2:MX, in Spanish alphabetical order.
STATES: dict[str, str] = {
    "MX-AGU": "Aguascalientes",
    "MX-BCN": "Baja California",
    "MX-BCS": "Baja California Sur",
    "MX-CAM": "Campeche",
    "MX-CHP": "Chiapas",
    "MX-CHH": "Chihuahua",
    "MX-CMX": "Ciudad de México",
    "MX-COA": "Coahuila de Zaragoza",
    "MX-COL": "Colima",
    "MX-DUR": "Durango",
    "MX-MEX": "Estado de México",
    "MX-GUA": "Guanajuato",
    "MX-GRO": "Guerrero",
    "MX-HID": "Hidalgo",
    "MX-JAL": "Jalisco",
    "MX-MIC": "Michoacán de Ocampo",
    "MX-MOR": "Morelos",
    "MX-NAY": "Nayarit",
    "MX-NLE": "Nuevo León",
    "MX-OAX": "Oaxaca",
    "MX-PUE": "Puebla",
    "MX-QUE": "Querétaro",
    "MX-ROO": "Quintana Roo",
    "MX-SLP": "San Luis Potosí",
    "MX-SIN": "Sinaloa",
    "MX-SON": "Sonora",
    "MX-TAB": "Tabasco",
    "MX-TAM": "Tamaulipas",
    "MX-TLA": "Tlaxcala",
    "MX-VER": "Veracruz de Ignacio de la Llave",
    "MX-YUC": "Yucatán",
    "MX-ZAC": "Zacatecas",
}

# What a register says of a policy objective; a marker that is not listed was not screened.
SCORES: dict[str, StrPromise] = {
    "0": _("No orientado (0)"),
    "1": _("Significativo (1)"),
    "2": _("Principal (2)"),
    "other": _("Otros fines"),
}

# Policy markers beside the one on gender, and the Rio markers.
MARKERS: dict[str, StrPromise] = {
    "environment": _("Medio ambiente"),
    "governance": _("Gobernabilidad"),
    "indigenous": _("Culturas y pueblos indígenas"),
    "trade": _("Comercio"),
    "migration": _("Migración y desarrollo"),
    "health": _("Salud sexual, reproductiva, materna e infantil"),
    "disability": _("Discapacidad"),
    "disasters": _("Reducción del riesgo de desastres"),
    "nutrition": _("Nutrición"),
    "biodiversity": _("Río: biodiversidad"),
    "mitigation": _("Río: cambio climático, mitigación"),
    "adaptation": _("Río: cambio climático, adaptación"),
    "desertification": _("Río: desertificación"),
}

# Purpose codes of the CRS that a mesa on gender equality meets most; any five digits are accepted.
PURPOSES: dict[str, StrPromise] = {
    "15170": _("Organizaciones, movimientos e instituciones de derechos de las mujeres"),
    "15180": _("Eliminación de la violencia contra las mujeres y las niñas"),
    "11220": _("Educación primaria"),
    "13020": _("Atención de la salud reproductiva"),
    "13030": _("Planificación familiar"),
    "15110": _("Política y gestión del sector público"),
    "15130": _("Desarrollo jurídico y judicial"),
    "15150": _("Participación democrática y sociedad civil"),
    "15160": _("Derechos humanos"),
    "15190": _("Migración ordenada, segura y regular"),
    "15220": _("Consolidación de la paz y prevención de conflictos"),
    "16010": _("Protección social"),
    "16020": _("Creación de empleo"),
    "25010": _("Políticas y administración de empresas"),
    "31120": _("Desarrollo agrícola"),
    "41010": _("Política y gestión del medio ambiente"),
    "43010": _("Ayuda multisectorial"),
}

# ISO 4217, the ones at hand first; any three capital letters are accepted.
CURRENCIES: tuple[str, ...] = (
    "MXN", "EUR", "USD", "CLP", "CAD", "CHF", "DKK", "GBP", "JPY", "NOK", "NZD", "SEK", "AUD", "BRL", "COP",
)  # fmt: skip
