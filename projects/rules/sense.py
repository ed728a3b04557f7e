"""Sense checks in plain words: what a ficha declares against what follows from it. They never block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mcig.dates import PartialDate, Precision, write_date
from mcig.rules import _, months_later
from mcig.words import fold
from projects.rules.duration import months_text, read_duration
from projects.rules.ficha import LABELS, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrPromise

    from projects.rules.ficha import Ficha

__all__ = ["FRESH_MONTHS", "TITLE_WORDS", "SenseWarning", "expected_end", "months_between", "warnings"]

TITLE_WORDS = 20  # AMEXCID's limit for a project's title
SUMMARY_WORDS = 200  # and for its summary
FRESH_MONTHS = 12

# Rows that may be empty, but then the reader is told.
_EXPECTED = ("thematic_area", "goals", "place", "beneficiaries", "duration", "specific_objectives", "results")


@dataclass(frozen=True, slots=True)
class SenseWarning:
    """A sentence for the person who edits, beside the attribute of `Ficha` that it is about."""

    field: str
    message: StrPromise | str


def warnings(ficha: Ficha, today: date) -> tuple[SenseWarning, ...]:
    """What a careful reader would ask about this ficha on that day, in the order of the form."""
    return (
        *_about_name(ficha),
        *_about_blanks(ficha),
        *_about_summary(ficha),
        *_about_institutions(ficha),
        *_about_declared_text(ficha),
        *_about_dates(ficha),
        *_about_status(ficha, today),
        *_about_repetition(ficha),
        *_about_age(ficha, today),
    )


def _about_summary(ficha: Ficha) -> Iterator[SenseWarning]:
    count = len(ficha.description.split())
    if count > SUMMARY_WORDS:
        yield SenseWarning(
            "description",
            _("La descripción tiene %(count)d palabras; los registros mexicanos admiten hasta %(most)d.")
            % {"count": count, "most": SUMMARY_WORDS},
        )


def expected_end(ficha: Ficha) -> PartialDate | None:
    """The declared end, or the one that follows from start and months; `None` when neither is declared.

    Twelve months from November 2023 end in October 2024; from a year alone, the latest year possible.
    """
    if ficha.end or not (ficha.start and ficha.months):
        return ficha.end
    if ficha.start.precision is Precision.DAY:
        return PartialDate(months_later(ficha.start.value, ficha.months) - timedelta(days=1))
    return PartialDate(months_later(ficha.start.last_day, ficha.months - 1), ficha.start.precision)


def months_between(start: PartialDate, end: PartialDate) -> tuple[int, int]:
    """The fewest and the most months from start to end, both inclusive, that the precision allows.

    Begun months count in the second number: 22 September 2020 to 22 September 2021 is `(12, 13)`.
    """
    fewest = _months(start.last_day, end.first_day + timedelta(days=1))
    after = end.last_day + timedelta(days=1)
    most = _months(start.first_day, after)
    return max(fewest, 0), most + (months_later(start.first_day, most) < after)


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (months_later(start, months) > end)


def _about_name(ficha: Ficha) -> Iterator[SenseWarning]:
    words = len(ficha.name.split())
    if words > TITLE_WORDS:
        yield SenseWarning(
            "name",
            _("El nombre tiene %(words)d palabras; los registros mexicanos admiten hasta %(most)d.")
            % {"words": words, "most": TITLE_WORDS},
        )


def _about_blanks(ficha: Ficha) -> Iterator[SenseWarning]:
    for field in _EXPECTED:
        if not getattr(ficha, field) and not (field == "duration" and (ficha.months or ficha.start)):
            yield SenseWarning(field, _("«%(label)s» está en blanco.") % {"label": LABELS[field]})


def _about_institutions(ficha: Ficha) -> Iterator[SenseWarning]:
    names = [fold(institution.name) for institution in ficha.institutions]
    for position, institution in enumerate(ficha.institutions):
        if names[position] in names[:position]:
            yield SenseWarning(
                "institutions", _("«%(name)s» aparece más de una vez.") % {"name": institution.name}
            )


def _about_declared_text(ficha: Ficha) -> Iterator[SenseWarning]:
    said = read_duration(ficha.duration)
    if len(said.months) > 1:
        listed = ", ".join(months_text(months) for months in said.months)
        yield SenseWarning(
            "duration",
            _("El texto de la duración menciona plazos distintos: %(listed)s.") % {"listed": listed},
        )
    if said.months and ficha.months and ficha.months not in said.months:
        yield _contrary("months", months_text(ficha.months), months_text(said.months[0]))
    for field, value, text_value in (("start", ficha.start, said.start), ("end", ficha.end, said.end)):
        if value and text_value and not _may_be_equal(value, text_value):
            yield _contrary(field, write_date(value), write_date(text_value))
    if said.status and ficha.status and said.status is not ficha.status:
        yield _contrary("status", str(ficha.status.label), str(said.status.label))


def _contrary(field: str, value: str, said: str) -> SenseWarning:
    return SenseWarning(
        field,
        _("«%(label)s» indica %(value)s, pero el texto de la duración indica %(said)s.")
        % {"label": LABELS[field], "value": value, "said": said},
    )


def _may_be_equal(one: PartialDate, other: PartialDate) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _about_dates(ficha: Ficha) -> Iterator[SenseWarning]:
    if not (ficha.start and ficha.end):
        return
    if ficha.end.last_day < ficha.start.first_day:
        yield SenseWarning(
            "end",
            _("El término declarado (%(end)s) es anterior al inicio (%(start)s).")
            % {"end": write_date(ficha.end), "start": write_date(ficha.start)},
        )
        return
    fewest, most = months_between(ficha.start, ficha.end)
    if ficha.months and not fewest <= ficha.months <= most:
        yield SenseWarning(
            "months",
            _("Se declaran %(months)s, pero del inicio (%(start)s) al término (%(end)s) hay %(count)s.")
            % {
                "months": months_text(ficha.months),
                "start": write_date(ficha.start),
                "end": write_date(ficha.end),
                "count": months_text(most),
            },
        )


def _about_status(ficha: Ficha, today: date) -> Iterator[SenseWarning]:
    status = ficha.status or read_duration(ficha.duration).status
    end = expected_end(ficha)
    if status is Status.IMPLEMENTATION and end:
        on = next((day for day in (ficha.updated_on, today) if day and end.last_day < day), None)
        if on:
            yield _overrun(ficha, end, on)
    if status is Status.CONCLUDED and end and end.first_day > today:
        yield SenseWarning(
            "status",
            _("El proyecto figura como concluido, pero su término es posterior a hoy (%(end)s).")
            % {"end": write_date(end)},
        )
    if status is Status.IDENTIFICATION and ficha.start and ficha.start.last_day < today:
        yield SenseWarning(
            "status",
            _("El proyecto figura en identificación, pero su inicio declarado ya pasó (%(start)s).")
            % {"start": write_date(ficha.start)},
        )


def _overrun(ficha: Ficha, end: PartialDate, on: date) -> SenseWarning:
    if ficha.end or not (ficha.months and ficha.start):
        message = _("El término declarado (%(end)s) ya pasó, pero el proyecto figura en ejecución al %(on)s.")
        return SenseWarning("end", message % {"end": write_date(end), "on": write_date(on)})
    return SenseWarning(
        "duration",
        _(
            "Lo declarado (%(months)s; inicio: %(start)s; término: %(end)s) no concuerda con un proyecto "
            "en ejecución al %(on)s."
        )
        % {
            "months": months_text(ficha.months),
            "start": write_date(ficha.start),
            "end": write_date(end),
            "on": write_date(on),
        },
    )


def _about_repetition(ficha: Ficha) -> Iterator[SenseWarning]:
    seen: dict[str, str] = {}
    texts = [("general_objective", ficha.general_objective)]
    texts += [("specific_objectives", text) for text in ficha.specific_objectives]
    texts += [("results", text) for text in ficha.results]
    for field, text in texts:
        key = " ".join(fold(text).split()).strip(" .")
        if key and key in seen:
            yield SenseWarning(
                field, _("Un texto de «%(label)s» se repite igual aquí.") % {"label": LABELS[seen[key]]}
            )
        seen.setdefault(key, field)


def _about_age(ficha: Ficha, today: date) -> Iterator[SenseWarning]:
    if ficha.updated_on is None:
        return
    written = {"date": write_date(ficha.updated_on)}
    if ficha.updated_on > today:
        yield SenseWarning(
            "updated_on", _("La fecha de actualización (%(date)s) es posterior a hoy.") % written
        )
    elif months_later(ficha.updated_on, FRESH_MONTHS) < today:
        yield SenseWarning(
            "updated_on", _("La información se actualizó hace más de doce meses (%(date)s).") % written
        )
