"""Columns of the register, for its spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mcig.sheets.columns import Cell, Column
from projects.queries.exporting import Exported
from projects.rules import LABELS, Ficha, PartialDate, Precision, institution_groups
from projects.rules.record import RECORD_LABELS
from projects.rules.translation import in_english
from projects.wording import purpose_text, record_texts

LIST = "\n"


def _ficha(value: Callable[[Ficha], Cell]) -> Callable[[Exported], Cell]:
    return lambda each: value(translated(each))


def translated(each: Exported) -> Ficha:
    """The ficha in the reader's language, as far as somebody translated it."""
    if get_language() != "en" or not each.record.translations:
        return each.ficha
    return in_english(each.ficha, each.record.translations)[0]


def _listed(items: tuple[str, ...]) -> str | None:
    return LIST.join(f"{number}. {item}" for number, item in enumerate(items, start=1)) or None


def _day(partial: PartialDate | None) -> date | str | None:
    """A date where the day was declared; else as much as was declared, as text."""
    if partial is None:
        return None
    return partial.value if partial.precision is Precision.DAY else partial.iso


def _institutions(each: Exported) -> str | None:
    groups = institution_groups(each.ficha)
    return LIST.join(f"{group}: {'; '.join(names)}" for group, names in groups) or None


def _goals(each: Exported) -> str | None:
    return ", ".join(str(goal.number) for goal in each.ficha.goals) or None


def _label(value: object) -> str | None:
    return str(getattr(value, "label", value)) if value else None


def _record(field: str) -> Column[Exported]:
    return Column(RECORD_LABELS[field], lambda each: LIST.join(record_texts(each.record, field)) or None, 30)


_COLUMNS: tuple[Column[Exported], ...] = (
    Column(_("Código"), lambda each: each.code, 16),
    Column(LABELS["name"], _ficha(lambda ficha: ficha.name or None), 50),
    Column(_("Integrante"), lambda each: each.owner, 36),
    Column(_("Ficha"), lambda each: _now("Publicada") if each.number else _now("Borrador"), 12),
    Column(_("Versión"), lambda each: each.number, 9),
    Column(_("Fecha de la versión"), lambda each: each.on, 12),
    Column(LABELS["thematic_area"], _ficha(lambda ficha: ficha.thematic_area or None), 30),
    Column(LABELS["goals"], _goals, 14),
    Column(LABELS["institutions"], _institutions, 44),
    Column(LABELS["place"], _ficha(lambda ficha: ficha.place or None), 24),
    Column(LABELS["beneficiaries"], _ficha(lambda ficha: ficha.beneficiaries or None), 40),
    Column(LABELS["duration"], _ficha(lambda ficha: ficha.duration or None), 24),
    Column(LABELS["months"], lambda each: each.ficha.months, 10),
    Column(LABELS["start"], lambda each: _day(each.ficha.start), 12),
    Column(LABELS["end"], lambda each: _day(each.ficha.end), 12),
    Column(LABELS["status"], lambda each: _label(each.ficha.status), 16),
    Column(LABELS["general_objective"], _ficha(lambda ficha: ficha.general_objective or None), 50),
    Column(LABELS["specific_objectives"], _ficha(lambda ficha: _listed(ficha.specific_objectives)), 50),
    Column(LABELS["description"], _ficha(lambda ficha: ficha.description or None), 60),
    Column(LABELS["results"], _ficha(lambda ficha: _listed(ficha.results)), 50),
    Column(LABELS["updated_on"], lambda each: each.ficha.updated_on, 14),
    Column(RECORD_LABELS["theme"], lambda each: each.theme or None, 30),
    Column(RECORD_LABELS["modality"], lambda each: _label(each.record.modality), 14),
    Column(RECORD_LABELS["marker"], lambda each: _label(each.record.marker), 20),
    Column(
        RECORD_LABELS["purpose_code"],
        lambda each: purpose_text(each.record.purpose_code) if each.record.purpose_code else None,
        30,
    ),
    Column(RECORD_LABELS["total"], lambda each: each.record.total, 16),
    Column(RECORD_LABELS["currency"], lambda each: each.record.currency or None, 10),
    *map(
        _record,
        (
            "participations",
            "places",
            "targets",
            "markers",
            "contributions",
            "flows",
            "beneficiary_counts",
            "milestones",
            "indicators",
            "links",
            "relations",
            "identifiers",
        ),
    ),
)

PROJECTS: tuple[Column[Exported], ...] = (
    *_COLUMNS,
    _record("amounts_note"),
    Column(
        _("Dirección en el registro"),
        lambda each: settings.PUBLIC_URL + reverse("project-detail", args=[each.code]),
        40,
    ),
)
# What everybody may read of them: notes for the members are not among it.
PUBLIC_PROJECTS = _COLUMNS
