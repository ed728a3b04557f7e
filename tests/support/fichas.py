"""Fichas for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcig.access import Actor
from members.models import Organisation
from projects import actions
from projects.models import Project
from projects.rules import Ficha, Goal, Institution, PartialDate, Precision, Status

COMPLETE = Ficha(
    name="Red de apoyo a defensoras comunitarias",
    thematic_area="Desarrollo social",
    goals=(Goal(5, "Lograr la igualdad entre los géneros."), Goal(10, "Reducir la desigualdad.")),
    institutions=(
        Institution("México", "Secretaría de las Mujeres"),
        Institution("Chile", "Embajada de Chile en México"),
        Institution("Otras Instituciones Participantes", "ONU Mujeres -México"),
    ),
    place="México",
    beneficiaries="120 defensoras de tres municipios",
    duration="12 meses, desde noviembre de 2023.",
    months=12,
    start=PartialDate(date(2023, 11, 1), Precision.MONTH),
    status=Status.IMPLEMENTATION,
    general_objective="Fortalecer la protección de las defensoras.",
    specific_objectives=("Formar a las defensoras.", "Crear una red de alerta."),
    description="La red reúne a defensoras y autoridades municipales.",
    results=("Una red en funcionamiento.", "Tres protocolos adoptados."),
    updated_on=date(2024, 2, 20),
)


def project(actor: Actor, owner: Organisation, ficha: Ficha = COMPLETE, *, publish: bool = False) -> Project:
    """A project of `owner` with `ficha` as its draft, or published as its first revision."""
    made = actions.create_project(actor=actor, owner=owner, ficha=ficha)
    if publish:
        actions.publish(actor=actor, project=made, version=made.version, tells=False)
    made.refresh_from_db()
    return made


def posted(version: int, **changes: Any) -> dict[str, Any]:
    """What a browser sends for the edit form of `COMPLETE`; `changes` replace single inputs."""
    return {
        "version": str(version),
        "name": COMPLETE.name,
        "thematic_area": COMPLETE.thematic_area,
        "goal_number": [str(goal.number) for goal in COMPLETE.goals],
        "goal_text": [goal.text for goal in COMPLETE.goals],
        "institution_group": [each.group for each in COMPLETE.institutions],
        "institution_name": [each.name for each in COMPLETE.institutions],
        "place": COMPLETE.place,
        "beneficiaries": COMPLETE.beneficiaries,
        "duration": COMPLETE.duration,
        "months": "12",
        "start": "noviembre de 2023",
        "end": "",
        "status": "implementation",
        "general_objective": COMPLETE.general_objective,
        "specific_objective": list(COMPLETE.specific_objectives),
        "description": COMPLETE.description,
        "result": list(COMPLETE.results),
        "updated_on": "2024-02-20",
    } | changes
