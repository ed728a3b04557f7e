"""What a reader looks for in the register, as one value with an address of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlencode

from mcig.rules import _, months_later
from mcig.words import MOST_LETTERS, fold
from projects.rules.ficha import Status
from projects.rules.freshness import NOTICE_DAYS, REVIEW_MONTHS, Freshness
from projects.rules.record import STATES, Modality, Significance

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = [
    "FACETS",
    "NOT_SCREENED",
    "PARAMETERS",
    "WITHOUT",
    "Filter",
    "latest_news",
]

NOT_SCREENED = "sin"
# Of the theme: none declared. A slug never is a dash alone.
WITHOUT = "-"
PENDING, DRAFT, PUBLISHED = "pendiente", "borrador", "publicada"
FIRST_YEAR, LAST_YEAR = 1900, 2199

# Each part of the filter and the name that it bears in an address.
PARAMETERS: dict[str, str] = {
    "words": "q",
    "member": "integrante",
    "theme": "tema",
    "area": "area",
    "goal": "ods",
    "marker": "marcador",
    "status": "estado",
    "modality": "modalidad",
    "state": "entidad",
    "year": "anio",
    "freshness": "vigencia",
    "english": "ingles",
    "sheet": "ficha",
}
# The parts that a reader narrows by choosing, in the order in which the page offers them.
FACETS: dict[str, StrPromise] = {
    "member": _("Integrante"),
    "theme": _("Tema de la agenda"),
    "area": _("Área temática"),
    "goal": _("ODS"),
    "status": _("Estado del proyecto"),
    "state": _("Entidad federativa"),
    "year": _("Año"),
    "marker": _("Marcador de género (CAD)"),
    "modality": _("Modalidad"),
    "freshness": _("Vigencia"),
    "english": _("Textos en inglés"),
    "sheet": _("Ficha"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; an empty part narrows nothing. `Filter()` finds everything that one may see.

    `member` is a code, `theme` a slug, `area` a folded thematic area, `goal` and `year` are numbers as text.
    """

    words: str = ""
    member: str = ""
    theme: str = ""
    area: str = ""
    goal: str = ""
    marker: str = ""
    status: str = ""
    modality: str = ""
    state: str = ""
    year: str = ""
    freshness: str = ""
    english: str = ""
    sheet: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, Any]) -> Filter:
        """The filter of an address; what is no value of its part is left out, as if it were not there."""
        found = {part: str(parameters.get(name) or "").strip() for part, name in PARAMETERS.items()}
        found["words"] = found["words"].replace("\x00", "")[:MOST_LETTERS]
        found["area"] = fold(found["area"])[:300]
        return cls(**{part: value for part, value in found.items() if _is_value(part, value)})

    @property
    def chosen(self) -> dict[str, str]:
        """The parts that narrow, with their values."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    @property
    def query(self) -> str:
        """The filter as the query of an address, the same for the same filter."""
        return urlencode({PARAMETERS[part]: value for part, value in self.chosen.items()})

    def narrowing(self, part: str) -> Callable[[str], str]:
        """What gives, for a value of this part, the query of the same filter with it chosen."""
        names = list(PARAMETERS)
        place = names.index(part)
        chosen = self.chosen
        before, after = (
            urlencode({PARAMETERS[each]: chosen[each] for each in some if each in chosen})
            for some in (names[:place], names[place + 1 :])
        )
        begins = f"{before}&{PARAMETERS[part]}=" if before else f"{PARAMETERS[part]}="
        ends = f"&{after}" if after else ""
        return lambda value: f"{begins}{quote_plus(value)}{ends}"

    def without(self, part: str) -> Filter:
        """The same filter, wider by one part."""
        return replace(self, **{part: ""})

    def narrowed(self, **parts: str) -> Filter:
        """The same filter with these parts chosen."""
        return replace(self, **parts)


def _among(values: Any) -> Callable[[str], bool]:
    return frozenset(str(value) for value in values).__contains__


def _is_year(value: str) -> bool:
    return value.isascii() and value.isdecimal() and FIRST_YEAR <= int(value[:5]) <= LAST_YEAR


_CHECKS: dict[str, Callable[[str], object]] = {
    "member": lambda value: len(value) <= 12 and value.isascii() and value.isalnum(),  # noqa: PLR2004 - a code's length
    "theme": re.compile("[a-zA-Z0-9_-]{1,60}").fullmatch,
    "area": lambda value: "\x00" not in value,
    "goal": _among(range(1, 18)),
    "marker": _among([NOT_SCREENED, *(each.value for each in Significance)]),
    "status": _among(each.value for each in Status),
    "modality": _among(each.value for each in Modality),
    "state": _among(STATES),
    "year": _is_year,
    "freshness": _among(each.value for each in Freshness),
    "english": _among([PENDING]),
    "sheet": _among([DRAFT, PUBLISHED]),
}


def _is_value(part: str, value: str) -> bool:
    return part not in _CHECKS or not value or bool(_CHECKS[part](value))


def latest_news(
    freshness: Freshness, today: date, months: int = REVIEW_MONTHS
) -> tuple[date | None, date | None]:
    """Between which days the information of a ficha lies that stands so today.

    After the first day, until the second; None is no border. A ficha without a date is late; one that
    requires no review has no borders.
    """
    late = _last_before(today, months)
    due = _last_before(today + timedelta(days=NOTICE_DAYS), months)
    borders: dict[Freshness, tuple[date | None, date | None]] = {
        Freshness.LATE: (None, late),
        Freshness.DUE: (late, due),
        Freshness.FRESH: (due, None),
        Freshness.ENDED: (None, None),
    }
    return borders[freshness]


def _last_before(day: date, months: int) -> date:
    """The last day whose review falls on this day or before it."""
    tried = months_later(day, -months) + timedelta(days=4)
    while months_later(tried, months) > day:
        tried -= timedelta(days=1)
    return tried
