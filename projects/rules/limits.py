"""What a ficha may hold at most, and what it must hold before it is published."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from mcig.dates import FIRST_YEAR, LAST_YEAR
from mcig.rules import Broken, _
from projects.rules.ficha import LABELS
from projects.rules.goals import GOALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrPromise

    from projects.rules.ficha import Ficha

__all__ = [
    "COUNTS",
    "LIMITS",
    "MAX_CHARACTERS",
    "MAX_LINES",
    "MAX_MONTHS",
    "MAX_WORD",
    "check",
    "check_printable",
    "missing_for_publication",
]

# Characters at most; for a list, of each of its texts.
LIMITS: dict[str, int] = {
    "name": 300,
    "thematic_area": 300,
    "goals": 500,
    "institutions": 300,
    "place": 1_000,
    "beneficiaries": 10_000,
    "duration": 1_000,
    "general_objective": 10_000,
    "specific_objectives": 10_000,
    "description": 10_000,
    "results": 10_000,
}
# Items at most.
COUNTS: dict[str, int] = {"goals": 17, "institutions": 60, "specific_objectives": 40, "results": 40}
MAX_MONTHS = 600
# What a page printer masters while somebody waits: about twenty pages, and no word longer than a line or two.
MAX_CHARACTERS = 60_000
MAX_LINES = 1_500
MAX_WORD = 200

# PostgreSQL cannot store NUL or half a surrogate pair; the other control characters have no place in print.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def check(ficha: Ficha) -> None:
    """Refuse what cannot be stored or printed, draft or not; an empty ficha passes.

    Raises `Broken` whose `field` is the attribute of `Ficha` at fault.
    """
    for field, most in COUNTS.items():
        if len(getattr(ficha, field)) > most:
            raise Broken(
                _("«%(label)s» admite hasta %(most)d elementos.") % {"label": LABELS[field], "most": most},
                field,
            )
    for field, text, in_list in _texts(ficha):
        _check_text(field, text, in_list=in_list)
    _check_extent(ficha)
    _check_goals(ficha)
    if ficha.months is not None and not 0 < ficha.months <= MAX_MONTHS:
        raise Broken(_("La duración va de 1 a %(most)d meses.") % {"most": MAX_MONTHS}, "months")
    dates = {"start": ficha.start, "end": ficha.end}
    years = {field: partial.value.year for field, partial in dates.items() if partial}
    if ficha.updated_on:
        years["updated_on"] = ficha.updated_on.year
    for field, year in years.items():
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Broken(
                _("El año de la fecha va de %(first)d a %(last)d.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR},
                field,
            )


def missing_for_publication(ficha: Ficha) -> tuple[tuple[str, StrPromise], ...]:
    """The fields that keep this ficha from being published, each with a sentence; empty when it may be.

    Few, because a ficha that is not published helps nobody. A reader in a capital must be able to say
    what the project is (name, description), what it wants (general objective), who is in it (an
    institution), to which goal it counts (the row that every sheet of the mesa is compared by) and how old
    the news is (update date: a sheet without it cannot be trusted or reviewed). Thematic area, place,
    beneficiaries, duration, specific objectives and results may honestly be unknown while a project is
    being identified: their absence is a warning.
    """
    needed: tuple[tuple[str, StrPromise], ...] = (
        ("name", _("Falta el nombre del proyecto.")),
        ("goals", _("Falta al menos un Objetivo de Desarrollo Sostenible.")),
        ("institutions", _("Falta al menos una institución involucrada.")),
        ("general_objective", _("Falta el objetivo general.")),
        ("description", _("Falta la breve descripción del proyecto.")),
        ("updated_on", _("Falta la fecha en que se actualizó la información.")),
    )
    return tuple((field, sentence) for field, sentence in needed if not _filled(getattr(ficha, field)))


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _texts(ficha: Ficha) -> Iterator[tuple[str, str, bool]]:
    for field in (f.name for f in fields(ficha) if f.name in LIMITS and f.name not in COUNTS):
        yield field, getattr(ficha, field), False
    for field in ("specific_objectives", "results"):
        for text in getattr(ficha, field):
            yield field, text, True
    for institution in ficha.institutions:
        yield "institutions", institution.name, True
        yield "institutions", institution.group, False
    for goal in ficha.goals:
        yield "goals", goal.text, False


def check_printable(
    field: str, text: str, *, label: StrPromise | str, most: int, longest_word: int = MAX_WORD
) -> None:
    """Raise `Broken` for a text that is too long, holds what cannot be printed, or a word without end."""
    if len(text) > most:
        raise Broken(
            _("«%(label)s» admite hasta %(most)d caracteres y tiene %(length)d.")
            % {"label": label, "most": most, "length": len(text)},
            field,
        )
    if _UNPRINTABLE.search(text):
        raise Broken(
            _("«%(label)s» contiene caracteres que no se pueden imprimir.") % {"label": label}, field
        )
    if any(len(word) > longest_word for word in text.split()):
        raise Broken(
            _("«%(label)s» contiene una palabra de más de %(most)d letras.")
            % {"label": label, "most": longest_word},
            field,
        )


def _check_text(field: str, text: str, *, in_list: bool) -> None:
    label = LABELS[field]
    check_printable(field, text, label=label, most=LIMITS[field])
    if in_list and not text.strip():
        raise Broken(_("«%(label)s» tiene un elemento vacío: escríbalo o quítelo.") % {"label": label}, field)


def _check_extent(ficha: Ficha) -> None:
    texts = [text for _field, text, _in_list in _texts(ficha)]
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise Broken(_("La ficha admite hasta %(most)d caracteres en total.") % {"most": MAX_CHARACTERS})
    if sum(len(text.splitlines()) for text in texts) > MAX_LINES:
        raise Broken(
            _("La ficha admite hasta %(most)d renglones en total. Quite renglones vacíos.")
            % {"most": MAX_LINES}
        )


def _check_goals(ficha: Ficha) -> None:
    numbers = [goal.number for goal in ficha.goals]
    for number in numbers:
        if number not in GOALS:
            raise Broken(
                _("El Objetivo de Desarrollo Sostenible %(number)d no existe: van del 1 al 17.")
                % {"number": number},
                "goals",
            )
        if numbers.count(number) > 1:
            raise Broken(
                _("El Objetivo de Desarrollo Sostenible %(number)d está repetido.") % {"number": number},
                "goals",
            )
