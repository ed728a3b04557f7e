"""Decisions and commitments for tests, and addresses of them and of themes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agenda.actions import followup, workplan
from agenda.actions.commitments import CommitmentFacts, register_commitment
from agenda.actions.decisions import DecisionFacts, register_decision
from agenda.actions.workplan import IndicatorFacts, LineFacts, MilestoneFacts
from agenda.models import Commitment, Decision, Theme, WorkLine
from mcig.files.actions import check
from members.models import Mandate, MandateRole, Organisation
from tests.support import meetings
from tests.support.cast import Cast

DECIDED = "Se adopta el plan de trabajo del año."
PROMISED = "Enviar el borrador del comunicado."
DUE = date(2024, 4, 10)


def decision(cast: Cast, text: str = DECIDED, **facts: Any) -> Decision:
    """A decision in the register, taken on the tests' day."""
    values = {"taken_on": date(2024, 3, 12)} | facts
    return register_decision(actor=cast.actor("secretary"), facts=DecisionFacts(text=text, **values))


def commitment(
    cast: Cast, text: str = PROMISED, *, owner: Organisation | None = None, **facts: Any
) -> Commitment:
    """A commitment of France in the register, due on 10 April 2024."""
    values = {"due_on": DUE} | facts
    whose = (owner or cast.france).pk
    words = CommitmentFacts(text=text, owner=whose, **values)
    return register_commitment(actor=cast.actor("secretary"), facts=words)


def posted_decision(**changes: Any) -> dict[str, Any]:
    """What a browser sends for the form of a decision."""
    return {
        "text": DECIDED,
        "taken_on": "2024-03-12",
        "theme": "",
        "meeting": "",
        "consultation": "",
    } | changes


def posted_commitment(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What a browser sends for the form of a commitment."""
    return {
        "text": PROMISED,
        "owner": str(cast.france.pk),
        "start_on": "",
        "due_on": "2024-04-10",
        "needs_evidence": "on",
        "theme": "",
        "decision": "",
        "meeting": "",
    } | changes


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name` of themes and of the registers."""
    if name in {
        *("theme-list", "theme-create", "theme-add-form", "theme-order"),
        *("decision-list", "decision-create"),
        *("commitment-list", "commitment-create"),
    }:
        return [("", reverse(name))]
    if name in {"theme-export", "decision-export", "commitment-export"}:
        return [("(csv)", reverse(name, args=["csv"]))]
    if name.startswith("work"):
        return _work(name, cast)
    if name.startswith("theme-"):
        return _theme(name)
    if name.startswith("decision-"):
        found = Decision.objects.registered().first() or decision(cast)
        return [("", reverse(name, args=[found.label])), ("(missing)", reverse(name, args=["2024-999"]))]
    return _commitments(name, cast)


def line(cast: Cast, title: str = "Mapa de sistemas locales") -> WorkLine:
    """A line of the plan of the present mandate, owned by France."""
    mandate = Mandate.objects.filter(role=MandateRole.PRESIDENCY).earliest("pk")
    facts = LineFacts(title, owners=(cast.france.pk,), state="under_way")
    return workplan.add_line(actor=cast.actor("chilean"), mandate=mandate, facts=facts)


def _work(name: str, cast: Cast) -> list[tuple[str, str]]:
    if name == "workplan":
        return [("", reverse(name))]
    if name in {"work-line-create", "work-line-order", "workplan-pdf"}:
        return [("", reverse(name, args=[_mandate()])), ("(missing)", reverse(name, args=[9999]))]
    if name == "workplan-export":
        return [
            (label, reverse(name, args=[key, "csv"]))
            for label, key in (("", _mandate()), ("(missing)", 9999))
        ]
    of = WorkLine.objects.first() or _measured(cast)
    indicator, milestone = of.indicators.get(), of.milestones.get()
    keys = {
        "work-milestone-edit": milestone.pk,
        "work-indicator-edit": indicator.pk,
        "work-measurement-add": indicator.pk,
    }
    return [
        ("", reverse(name, args=[keys.get(name, of.pk)])),
        ("(missing)", reverse(name, args=[9999])),
    ]


def _measured(cast: Cast) -> WorkLine:
    made, chilean = line(cast), cast.actor("chilean")
    workplan.add_milestone(actor=chilean, line=made, facts=MilestoneFacts("Borrador", date(2024, 3, 1)))
    facts = IndicatorFacts("Municipios", "municipios", Decimal(40), Decimal(0))
    indicator = workplan.add_indicator(actor=chilean, line=made, facts=facts)
    workplan.measure(actor=chilean, indicator=indicator, value=Decimal(12), measured_on=date(2024, 3, 1))
    return made


def _mandate() -> int:
    found: Mandate = Mandate.objects.filter(role=MandateRole.PRESIDENCY).earliest("pk")
    return found.pk


def _theme(name: str) -> list[tuple[str, str]]:
    if name == "theme-order-mandate":
        mandate = Mandate.objects.filter(role=MandateRole.PRESIDENCY).first()
        return [("(current)", reverse(name, args=[mandate.pk if mandate else 9999]))]
    found = Theme.objects.first() or meetings.theme()
    return [("", reverse(name, args=[found.slug])), ("(missing)", reverse(name, args=["no-existe"]))]


def _commitments(name: str, cast: Cast) -> list[tuple[str, str]]:
    asking = Commitment.objects.registered().exclude(asked_due_on=None)
    own = asking.filter(owner__organisation=cast.france).first()
    others = Commitment.objects.registered().filter(owner__organisation=cast.germany).first()
    own = own or _asking(cast)
    others = others or commitment(cast, owner=cast.germany, due_on=None)
    if name == "commitment-file":
        file = own.files.first() or _with_file(cast, own)
        return [("(France)", reverse(name, args=[own.label, file.pk]))]
    return [
        ("(France)", reverse(name, args=[own.label])),
        ("(Germany)", reverse(name, args=[others.label])),
        ("(missing)", reverse(name, args=["2024-999"])),
    ]


def _asking(cast: Cast) -> Commitment:
    """A commitment of France for which more time is asked."""
    made = commitment(cast, due_on=timezone.localdate())
    later = date(timezone.localdate().year + 1, 1, 15)
    update = followup.Update("asked", "Falta una respuesta.", later)
    return followup.update_own(
        actor=cast.actor("french", timezone.localdate()), commitment=made, update=update
    )


def _with_file(cast: Cast, own: Commitment) -> Any:
    upload = check(SimpleUploadedFile("acuse.txt", b"Recibido el 3 de abril.\n"))
    update = followup.Update("commented", "Se adjunta el acuse.", files=(upload,))
    followup.update_own(actor=cast.actor("french", timezone.localdate()), commitment=own, update=update)
    return own.files.get()
