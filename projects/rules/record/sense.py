"""What a careful reader would ask about a record. Plain words; none of it blocks publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcig.dates import write_date
from mcig.rules import _
from projects.rules.ficha import LABELS, Status
from projects.rules.record.amounts import reconcile
from projects.rules.record.marker import unmet
from projects.rules.record.targets import goal_of
from projects.rules.record.value import Modality, Partner, Working
from projects.rules.sense import SenseWarning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from projects.rules.ficha import Ficha
    from projects.rules.record.value import Record

__all__ = ["record_warnings"]


def record_warnings(ficha: Ficha, record: Record, today: date) -> tuple[SenseWarning, ...]:
    """The questions about a record, in the order of its sections; `field` is an attribute of `Record`."""
    return (
        *_about_institutions(ficha, record),
        *_about_targets(ficha, record),
        *_about_marker(record),
        *_about_sums(record),
        *_about_progress(ficha, record, today),
    )


def _about_institutions(ficha: Ficha, record: Record) -> Iterator[SenseWarning]:
    declared = {institution.name for institution in ficha.institutions}
    for name in dict.fromkeys(each.name for each in record.participations):
        if name not in declared:
            yield SenseWarning(
                "participations",
                _("«%(name)s» tiene un papel, pero no está en «%(label)s».")
                % {"name": name, "label": LABELS["institutions"]},
            )
    if record.participations and not any(
        each.role is not Working.UNDECLARED for each in record.participations
    ):
        yield SenseWarning("participations", _("Ninguna institución tiene un papel declarado."))
    if record.modality is Modality.TRIANGULAR:
        partners = {each.partner for each in record.participations}
        if (
            not {Partner.FIRST, Partner.SECOND, Partner.RECIPIENT} <= partners
            and Partner.DUAL not in partners
        ):
            yield SenseWarning(
                "participations",
                _(
                    "La cooperación triangular tiene primer oferente, segundo oferente y receptor: "
                    "falta alguno."
                ),
            )


def _about_targets(ficha: Ficha, record: Record) -> Iterator[SenseWarning]:
    goals = {goal.number for goal in ficha.goals}
    for target in record.targets:
        if goal_of(target.code) not in goals:
            yield SenseWarning(
                "targets",
                _("La meta %(code)s es del Objetivo %(goal)d, que la ficha no menciona.")
                % {"code": target.code, "goal": goal_of(target.code)},
            )
    if record.targets and not any(target.main for target in record.targets):
        yield SenseWarning("targets", _("Ninguna de las metas está señalada como la principal."))


def _about_marker(record: Record) -> Iterator[SenseWarning]:
    if record.marker is None:
        yield SenseWarning(
            "marker", _("El marcador de género no está evaluado: no es lo mismo que «No orientado (0)».")
        )
    missing = unmet(record.marker, {each.criterion: each.text for each in record.evidence})
    if record.marker and missing:
        yield SenseWarning(
            "evidence",
            _("Marcador «%(marker)s»: falta la evidencia de %(count)d de sus criterios mínimos.")
            % {"marker": record.marker.label, "count": len(missing)},
        )
    if record.purpose_code == "15180" and "5.4" in {each.code for each in record.targets if each.main}:
        yield SenseWarning(
            "targets", _("La meta principal es la 5.4 (cuidados), pero el código 15180 es de violencia.")
        )


def _about_sums(record: Record) -> Iterator[SenseWarning]:
    for gap in reconcile(record):
        yield SenseWarning(
            "contributions",
            _("%(what)s: %(stated)s y %(found)s %(currency)s; la diferencia es de %(difference)s.")
            % {
                "what": gap.what,
                "stated": _number(gap.stated),
                "found": _number(gap.found),
                "currency": gap.currency,
                "difference": _number(gap.difference),
            },
        )


def _number(amount: Decimal) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def _about_progress(ficha: Ficha, record: Record, today: date) -> Iterator[SenseWarning]:
    for milestone in record.milestones:
        if milestone.due and not milestone.reached and milestone.due.last_day < today:
            yield SenseWarning(
                "milestones",
                _("El hito «%(title)s» debía cumplirse el %(due)s y no consta que se haya cumplido.")
                % {"title": milestone.title, "due": write_date(milestone.due)},
            )
    for indicator in record.indicators:
        if indicator.result is not None and not 1 <= indicator.result <= len(ficha.results):
            yield SenseWarning(
                "indicators",
                _("El indicador «%(title)s» es de un resultado que la ficha no tiene.")
                % {"title": indicator.title},
            )
    finished = ficha.status is Status.CONCLUDED
    if finished and any(indicator.target and not indicator.value for indicator in record.indicators):
        yield SenseWarning(
            "indicators", _("El proyecto está concluido, pero hay indicadores sin el valor alcanzado.")
        )
