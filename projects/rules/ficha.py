"""The whole form as one frozen value: what was declared, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcig.rules import State, _

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

    from mcig.dates import PartialDate

__all__ = ["LABELS", "ROWS", "Ficha", "Goal", "Institution", "Status", "institution_groups"]


class Status(State):
    """Where the project itself stands (not its ficha)."""

    IDENTIFICATION = "identification"
    IMPLEMENTATION = "implementation"
    CLOSING = "closing"
    CONCLUDED = "concluded"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"

    @property
    def label(self) -> StrPromise:
        """The word for this state in the reader's language."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.IDENTIFICATION: _("en identificación"),
    Status.IMPLEMENTATION: _("en ejecución"),
    Status.CLOSING: _("en cierre"),
    Status.CONCLUDED: _("concluido"),
    Status.SUSPENDED: _("suspendido"),
    Status.CANCELLED: _("cancelado"),
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A Sustainable Development Goal, 1 to 17, with the text as this ficha prints it."""

    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution as named on the ficha, under the heading (a country or a third group) it stands in."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Ficha:
    """One ficha resumen. `Ficha()` is an empty one.

    Every text is stored as declared. `duration` is the declared sentence; `months`, `start`, `end` and
    `status` are what it says in structured form, and the two may disagree: `warnings` tells, nothing
    overwrites. `months` counts whole months, `None` means not declared. Institutions stand in printed order.
    """

    name: str = ""
    thematic_area: str = ""
    goals: tuple[Goal, ...] = ()
    institutions: tuple[Institution, ...] = ()
    place: str = ""
    beneficiaries: str = ""
    duration: str = ""
    months: int | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    status: Status | None = None
    general_objective: str = ""
    specific_objectives: tuple[str, ...] = ()
    description: str = ""
    results: tuple[str, ...] = ()
    updated_on: date | None = None


# The printed form's rows, in its order. «objectives» holds the general and the specific objectives.
ROWS = (
    "name",
    "thematic_area",
    "goals",
    "institutions",
    "place",
    "beneficiaries",
    "duration",
    "objectives",
    "description",
    "results",
)

LABELS: dict[str, StrPromise] = {
    "name": _("Nombre Proyecto"),
    "thematic_area": _("Área Temática"),
    "goals": _("Objetivos de Desarrollo Sostenible"),
    "institutions": _("Instituciones Involucradas"),
    "place": _("País/ciudad"),
    "beneficiaries": _("Beneficiarios Finales"),
    "duration": _("Duración (en meses)"),
    "objectives": _("Objetivos"),
    "description": _("Breve descripción del proyecto"),
    "results": _("Resultados"),
    # Fields that share a row of the form or stand in its footer.
    "months": _("Meses declarados"),
    "start": _("Inicio del proyecto"),
    "end": _("Término del proyecto"),
    "status": _("Estado del proyecto"),
    "general_objective": _("Objetivo general"),
    "specific_objectives": _("Objetivos específicos"),
    "updated_on": _("Información Actualizada el"),
}


def institution_groups(ficha: Ficha) -> list[tuple[str, list[str]]]:
    """The institutions under their headings, `[(group, [name, …]), …]`, both in declared order.

    Neighbours of the same group share a heading; a group declared twice apart is printed twice.
    """
    groups: list[tuple[str, list[str]]] = []
    for institution in ficha.institutions:
        if not groups or groups[-1][0] != institution.group:
            groups.append((institution.group, []))
        groups[-1][1].append(institution.name)
    return groups
