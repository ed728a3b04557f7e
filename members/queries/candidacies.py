"""Reads about candidacies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.accounts.models import User
from mcig.alphabet import alphabetical
from members.models import Candidacy, CandidacyParty, MandateRole, Organisation
from members.queries.mandates import office_title, term_of
from members.queries.register import last_name_of
from members.rules.candidacy import HOLDING, CandidacyState, PartyState
from members.rules.rotation import Office, Term


@dataclass(frozen=True, slots=True)
class PartyRow:
    """An organisation in a candidacy, under its name of the date."""

    key: int
    organisation: int
    code: str
    name: str
    state: PartyState


@dataclass(slots=True)
class CandidacyRow:
    """A candidacy as pages show it, with its parties in the order in which they came."""

    key: int
    office: Office
    term: Term
    priorities: str
    state: CandidacyState
    proposed_at: datetime
    version: int
    parties: list[PartyRow] = field(default_factory=list)

    @property
    def holders(self) -> list[PartyRow]:
        """Who would hold the mandate, the proposer first."""
        return [party for party in self.parties if party.state in HOLDING]

    @property
    def asking(self) -> list[PartyRow]:
        return [party for party in self.parties if party.state is PartyState.ASKED]

    @property
    def names(self) -> str:
        return ", ".join(party.name for party in self.holders)

    @property
    def title(self) -> str:
        return office_title(self.office, shared=len(self.holders) > 1)

    @property
    def is_open(self) -> bool:
        return self.state is CandidacyState.OPEN


PartyEvent: Any = CandidacyParty.events.rel.related_model  # the rows of its history
FIELDS = ("role", "term", "priorities", "state", "proposed_at", "version")


def candidacy_rows(on: date, key: int | None = None) -> list[CandidacyRow]:
    """Every candidacy, or the one of this key, newest first. One query."""
    found = CandidacyParty.objects.filter(candidacy=key) if key is not None else CandidacyParty.objects.all()
    columns = [f"candidacy__{name}" for name in FIELDS]
    rows: dict[int, CandidacyRow] = {}
    for values in (
        found.annotate(name=last_name_of("organisation_id", on))
        .order_by("-candidacy__proposed_at", "-candidacy", "position")
        .values("pk", "candidacy_id", "organisation_id", "organisation__code", "name", "state", *columns)
    ):
        row = rows.setdefault(values["candidacy_id"], _row(dict(values)))
        row.parties.append(
            PartyRow(
                key=values["pk"],
                organisation=values["organisation_id"],
                code=values["organisation__code"],
                name=values["name"],
                state=PartyState(values["state"]),
            )
        )
    return list(rows.values())


def _row(values: dict[str, Any]) -> CandidacyRow:
    return CandidacyRow(
        key=values["candidacy_id"],
        office=Office(values["candidacy__role"]),
        term=term_of(values["candidacy__term"]),
        priorities=values["candidacy__priorities"],
        state=CandidacyState(values["candidacy__state"]),
        proposed_at=values["candidacy__proposed_at"],
        version=values["candidacy__version"],
    )


@dataclass(slots=True)
class Step:
    """Something that happened to a candidacy: when, by whom, to which organisation of it, and what.

    `organisation` is empty for the candidacy itself; `state` and `priorities` are those that held from then
    on, or empty when they stayed. `user` is the key of `person`.
    """

    at: datetime
    user: int
    capacity: str
    organisation: str
    state: str
    priorities: str
    person: str = ""


def steps_of(row: CandidacyRow) -> list[Step]:
    """What happened to the candidacy and to its parties, the newest first, from their history. 3 queries."""
    own = Candidacy(pk=row.key).events.select_related("pgh_context").order_by("pgh_id")
    parties = PartyEvent.objects.filter(candidacy=row.key).select_related("pgh_context").order_by("pgh_id")
    histories: dict[int, list[Any]] = {party.key: [] for party in row.parties}
    for event in parties:
        histories[event.pgh_obj_id].append(event)
    steps = _changed(own, "")
    for party in row.parties:
        steps += _changed(histories[party.key], party.name)
    people = dict(User.objects.filter(pk__in={step.user for step in steps}).values_list("pk", "name"))
    for step in steps:
        step.person = people.get(step.user, _("El sistema"))
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _changed(events: Iterable[Any], organisation: str) -> list[Step]:
    """The steps among the events of one row, oldest first; what only raised a version is none."""
    steps, state, priorities = [], "", ""
    for event in events:
        written = getattr(event, "priorities", "")
        if (event.state, written) == (state, priorities):
            continue
        context = event.pgh_context.metadata if event.pgh_context else {}
        steps.append(
            Step(
                at=event.pgh_created_at,
                user=context.get("user", 0),
                capacity=context.get("capacity", ""),
                organisation=organisation,
                state=event.get_state_display() if event.state != state else "",
                priorities=written if written != priorities else "",
            )
        )
        state, priorities = event.state, written
    return steps


def speaks_for(actor: Actor, on: date) -> list[tuple[int, str]]:
    """The members on whose behalf the actor may stand or join: key and name, in alphabetical order."""
    members = Organisation.objects.members_on(on)
    if not actor.holds(Role.SECRETARIAT):
        members = members.filter(pk__in=actor.organisations)
    found = members.annotate(name=last_name_of("pk", actor.on)).values_list("pk", "name")
    return sorted(found, key=lambda pair: alphabetical(pair[1]))


def leads(actor: Actor, row: CandidacyRow) -> bool:
    """As `Candidacy.objects.led_by`, told from the row: no query."""
    own = {party.organisation for party in row.parties if party.state is PartyState.PROPOSER}
    return actor.holds(Role.SECRETARIAT) or not own.isdisjoint(actor.organisations)


def role_of(office: Office) -> MandateRole:
    return MandateRole(office.value)


def requests_awaiting(actor: Actor) -> list[tuple[int, int]]:
    """The open candidacies that the actor's organisation proposes, with how many ask to join. One query."""
    asked = Candidacy.objects.filter(
        state=CandidacyState.OPEN,
        parties__state=PartyState.PROPOSER,
        parties__organisation__in=actor.organisations,
    ).annotate(
        asking=Subquery(
            CandidacyParty.objects.filter(candidacy=OuterRef("pk"), state=PartyState.ASKED)
            .order_by()
            .values("candidacy")
            .values(total=Count("pk"))
        )
    )
    return list(asked.filter(asking__gt=0).values_list("pk", "asking"))


def to_be_consulted() -> list[int]:
    """The open candidacies, oldest first. One query."""
    return list(
        Candidacy.objects.filter(state=CandidacyState.OPEN)
        .order_by("proposed_at")
        .values_list("pk", flat=True)
    )
