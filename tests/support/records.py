"""A record for tests, with something in every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from projects import actions
from projects.models import Project
from projects.rules import PartialDate, Precision
from projects.rules.record import (
    Beneficiaries,
    Contribution,
    Evidence,
    Flow,
    Identifier,
    Indicator,
    Link,
    Marker,
    Milestone,
    Modality,
    Participation,
    Partner,
    Place,
    Reach,
    Record,
    Relation,
    RelationKind,
    Sex,
    Significance,
    Target,
    Working,
)
from projects.rules.translation import Translation
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project

FULL = Record(
    modality=Modality.TRIANGULAR,
    participations=(
        Participation("Secretaría de las Mujeres", Working.IMPLEMENTING, Partner.RECIPIENT),
        Participation("Embajada de Chile en México", Working.FUNDING, Partner.FIRST, "CL"),
        Participation("ONU Mujeres -México"),
    ),
    contact_name="Françoise Francesa",
    contact_email="francia@mcig.example",
    contact_phone="+52 55 0000 0000",
    places=(Place("MX", "MX-OAX", "Juchitán"), Place("GT", city="Jutiapa")),
    targets=(Target("5.2", main=True), Target("5.c")),
    purpose_code="15180",
    marker=Significance.SIGNIFICANT,
    evidence=(Evidence("analysis", "Diagnóstico de 2022.\nCon entrevistas."),),
    markers=(Marker("governance", "1"), Marker("migration", "other")),
    total=Decimal("56346.91"),
    currency="EUR",
    contributions=(Contribution("Donostia", Decimal("46955.76"), "EUR"),),
    flows=(
        Flow("Donostia", "EUR", 2020, disbursed=Decimal("32869.03")),
        Flow("Donostia", "EUR", foreseen=Decimal("14086.73")),
    ),
    amounts_note="El municipio aporta en especie.",
    beneficiary_counts=(
        Beneficiaries(Reach.DIRECT, Sex.WOMEN, 346),
        Beneficiaries(Reach.INDIRECT, Sex.UNSPECIFIED, 5165, "seis comunidades"),
    ),
    milestones=(Milestone("Diagnóstico", PartialDate(date(2023, 12, 1), Precision.MONTH)),),
    indicators=(Indicator("Protocolos adoptados", 2, "protocolos", "0", "3", "1"),),
    links=(Link("Página del proyecto", "https://example.org/proyecto?id=1"),),
    relations=(Relation(RelationKind.PARENT, title="Intervención mayor"),),
    identifiers=(Identifier("FEMP", "47299"),),
    translations=(Translation("name", 0, COMPLETE.name, "Support network"),),
)


def whole(cast: Cast, who: str = "french", *, record: Record = FULL, **changes: Any) -> Project:
    """A published project with a record."""
    owner = {"french": cast.france, "chilean": cast.chile}[who]
    made_now = project(cast.actor(who), owner, replace(COMPLETE, **changes))
    kept = replace(record, relations=())
    actions.save_record(actor=cast.actor(who), project=made_now, record=kept, version=made_now.version)
    made_now.refresh_from_db()
    actions.publish(actor=cast.actor(who), project=made_now, version=made_now.version)
    made_now.refresh_from_db()
    return made_now
