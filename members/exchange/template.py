"""The spreadsheet that the secretariat fills in: the register of today, the allowed words and a help."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from mcig.sheets import xlsx
from mcig.sheets.columns import Column
from members.exchange.choices import LISTS, spanish_words
from members.exchange.member_sheet import HELP_TITLE, LISTS_TITLE, MEMBERS, PEOPLE, SHEETS
from members.exchange.planning import known_organisations
from members.exchange.planning_people import people_as_rows

# What is written in each column, and an example. In Spanish in every language, as the headings are.
HELP: dict[str, dict[str, tuple[str, str]]] = {
    MEMBERS: {
        "code": (
            "Una palabra corta, en mayúsculas sin acento; ya no cambia. Vacía: la de su país, como CL.",
            "AECID",
        ),
        "kind": ("Una de la lista.", "embajada"),
        "country": ("Uno de la lista. Vacío en un organismo multilateral.", "Chile"),
        "name": ("El nombre completo, como se imprime.", "Embajada de Chile en México"),
        "name_en": ("Para quien lee el sitio en inglés.", "Embassy of Chile in Mexico"),
        "acronym": ("Si la organización tiene una.", "AECID"),
        "protocol_order": ("Un número: los menores van primero; entre iguales decide el alfabeto.", "100"),
        "member_since": ("El día en que se incorporó a la mesa.", "01/03/2018"),
        "basis": ("El acuerdo o el documento con que se incorporó.", "Acuerdo de la reunión ordinaria 1"),
        "address": ("Para el directorio.", ""),
        "phone": ("El de la organización, para el directorio.", "+52 55 0000 0000"),
        "website": ("Con su dirección completa.", "https://www.example.org"),
        "iati_identifier": ("Solo quien publica en el registro de IATI.", "XM-DAC-41146"),
    },
    PEOPLE: {
        "code": ("Su organización: la clave, el país o el nombre que tiene en «Integrantes».", "Chile"),
        "seat": ("Cuál de los lugares ocupa; uno de la lista. Vacío: titular.", "titular"),
        "first": (
            "El primer día en que la representa, ya siendo ella integrante. Vacío: hoy.",
            "15/01/2025",
        ),
        "last": ("El último día. Vacío mientras siga.", ""),
        "name": ("Nombre y apellidos.", ""),
        "title": ("El que tiene en su organización.", "Primera secretaría"),
        "email": ("A esta dirección llega su invitación; no se repite entre personas.", ""),
        "phone": ("El de su oficina.", "+52 55 0000 0000"),
        "language": ("En el que recibe los mensajes; vacío: español.", "español"),
        "address_form": ("Cómo se escribe su cargo; vacío: neutra.", "femenina"),
    },
}
WIDTHS = {"name": 40, "country": 26, "address": 40, "email": 34, "title": 30, "basis": 34}


def book() -> bytes:
    """The workbook, as XLSX. Its sheets of members and people are read back by an import."""
    members, people = SHEETS
    rows = {MEMBERS: _members(), PEOPLE: list(people_as_rows())}
    sheets = [(sheet.title, _columns(sheet.headings), rows[sheet.key]) for sheet in (members, people)]
    return xlsx.write_book([*sheets, _help(), _lists()])


def _members() -> list[dict[str, Any]]:
    kinds, countries = spanish_words("kind"), spanish_words("country")
    return [
        {
            "code": code,
            **known.stored,
            "kind": kinds[known.stored["kind"]],
            "country": countries.get(known.stored["country"], known.stored["country"]),
            "member_since": known.entered[-1] if known.entered else None,
        }
        for code, known in sorted(known_organisations().items())
    ]


def _columns(headings: Mapping[str, str]) -> list[Column[Mapping[str, Any]]]:
    return [
        Column(heading, lambda row, key=key: row.get(key), WIDTHS.get(key, 20), options=_range(key))  # type: ignore[misc]
        for key, heading in headings.items()
    ]


def _range(key: str) -> str:
    """The cells of the sheet of lists that hold the words of a column; empty for a free one."""
    if key not in LISTS:
        return ""
    letter = chr(ord("A") + list(LISTS).index(key))
    return f"{LISTS_TITLE}!${letter}$2:${letter}${len(spanish_words(key)) + 1}"


def _help() -> tuple[str, list[Column[tuple[str, ...]]], list[tuple[str, ...]]]:
    rows: list[tuple[str, ...]] = [
        (
            sheet.title,
            heading,
            "sí" if key in sheet.filled else "no",
            *HELP[sheet.key][key],
        )
        for sheet in SHEETS
        for key, heading in sheet.headings.items()
    ]
    headings = {"Hoja": 16, "Columna": 24, "Obligatoria": 14, "Qué se escribe": 86, "Por ejemplo": 36}
    return HELP_TITLE, _plain(headings), rows


def _lists() -> tuple[str, list[Column[tuple[str, ...]]], list[tuple[str, ...]]]:
    every = {key: heading for sheet in SHEETS for key, heading in sheet.headings.items()}
    words = [list(spanish_words(key).values()) for key in LISTS]
    rows = list(zip_longest(*words, fillvalue=""))
    return LISTS_TITLE, _plain({every[key]: 26 for key in LISTS}), rows


def _plain(headings: Mapping[str, int]) -> list[Column[tuple[str, ...]]]:
    return [
        Column(heading, lambda row, place=place: row[place] or None, width)  # type: ignore[misc]
        for place, (heading, width) in enumerate(headings.items())
    ]
