"""Changes to candidacies. Each locks the candidacy's row; the consultation has `endorsements` for itself."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from mcig.web.versions import require_same
from members import notices_candidacies as notices
from members.actions.mandates import check_free, check_membership
from members.models import Candidacy, CandidacyParty, MandateRole, Organisation
from members.queries.candidacies import role_of
from members.queries.mandates import mandate_rows, rotation_of, term_of, term_to_fill
from members.rules.candidacy import (
    HOLDING,
    CandidacyEvent,
    CandidacyState,
    PartyEvent,
    PartyState,
    check_open,
    check_priorities,
    check_seats,
    next_candidacy_state,
    next_party_state,
)
from members.rules.rotation import Term

LIVING = (CandidacyState.OPEN, CandidacyState.CONSULTED)


@transaction.atomic
def propose(*, actor: Actor, organisation: Organisation, priorities: str, term: Term) -> Candidacy:
    """Propose an organisation for a term of the rotating office, and return the candidacy.

    `term` is what the person saw: the next one by rule. Effects: a message to the secretariat. Raises
    `PermissionDenied` for a foreign organisation; `Broken` when the term was given meanwhile, is not the next
    one by rule, the organisation is no member on its first day, stands already, or says nothing.
    """
    _require_voice(actor, organisation)
    check_priorities(priorities)
    rotation = rotation_of(Mesa.objects.select_for_update().first())
    role = role_of(rotation.office)
    check_free(role, term, today=actor.on)
    if term != term_to_fill(mandate_rows(actor.on), rotation, actor.on):
        raise Broken(
            _("Esas fechas no son las que siguen por la regla de rotación. Vuelva a abrir la página.")
        )
    check_membership([organisation.pk], term.start)
    _refuse_second(organisation, role, term)
    made = Candidacy.objects.create(
        role=role, term=DateRange(term.start, term.end), priorities=priorities.strip()
    )
    CandidacyParty.objects.create(
        candidacy=made, organisation=organisation, position=1, state=PartyState.PROPOSER
    )
    if not actor.holds(Role.SECRETARIAT):
        notices.tell_secretariat(made)
    return made


def _refuse_second(organisation: Organisation, role: MandateRole, term: Term) -> None:
    standing = CandidacyParty.objects.filter(
        organisation=organisation,
        state__in=HOLDING,
        candidacy__role=role,
        candidacy__state__in=LIVING,
        candidacy__term__overlap=DateRange(term.start, term.end),
    )
    if standing.exists():
        raise Broken(_("La organización ya figura en una candidatura para ese mandato."), "organisation")


@transaction.atomic
def ask_to_join(*, actor: Actor, candidacy: Candidacy, organisation: Organisation) -> CandidacyParty:
    """Ask, for an organisation, to join an open candidacy, and return the request.

    One that left may ask again. Effects: a message to who proposes it. Raises `PermissionDenied` for a
    foreign organisation; `Broken` when the candidacy is no longer open, the organisation figures in it
    already, or is no member on the first day.
    """
    _require_voice(actor, organisation)
    locked = _lock(candidacy)
    if locked.state != CandidacyState.OPEN:
        raise Broken(_("La candidatura ya no está abierta: no es posible sumarse."))
    before = locked.parties.filter(organisation=organisation).first()
    if before is not None and before.state != PartyState.RETIRED:
        raise Broken(_("La organización ya figura en esta candidatura."))
    term = term_of(locked.term)
    check_membership([organisation.pk], term.start)
    _refuse_second(organisation, MandateRole(locked.role), term)
    asked = before or CandidacyParty(
        candidacy=locked,
        organisation=organisation,
        position=locked.parties.count() + 1,
    )
    asked.state = next_party_state(PartyState.RETIRED, "ask")
    asked.save()
    raise_version(locked)
    notices.tell_proposer("asked", locked, about=organisation.pk)
    return asked


@transaction.atomic
def decide(*, actor: Actor, candidacy: Candidacy, party: int, event: PartyEvent) -> Candidacy:
    """Accept or decline a request to join, or let one that joined leave, and return the candidacy.

    Accepting and declining is the proposer's; leaving is the organisation's own; the secretariat does both on
    behalf. Effects: a message to who asked, or to the proposer when somebody leaves. Raises
    `PermissionDenied`; `Broken` for a request decided already, or beyond the mesa's seats.
    """
    locked = _lock(candidacy)
    found = locked.parties.filter(pk=party).select_related("organisation").first()
    if found is None:
        raise Broken(_("Esa solicitud ya no existe."))
    if event == "retire":
        _require_voice(actor, found.organisation)
    else:
        _require_lead(actor, locked)
    check_open(CandidacyState(locked.state))
    found.state = next_party_state(PartyState(found.state), event)
    found.save(update_fields=["state"])
    seats = rotation_of(Mesa.objects.first()).seats
    check_seats(locked.parties.filter(state__in=HOLDING).count(), seats)
    if event == "retire":
        notices.tell_proposer(found.state, locked, about=found.organisation_id)
    else:
        notices.tell_asker(found.state, locked, organisation=found.organisation_id)
    return raise_version(locked)


@transaction.atomic
def rewrite_priorities(*, actor: Actor, candidacy: Candidacy, version: int, priorities: str) -> Candidacy:
    """Rewrite the priorities of an open candidacy made from its `version`, and return it.

    Effects: raises the version; what stood there stays in the history; a message to those that joined or
    asked to. The same text again changes nothing. Raises `PermissionDenied` for anybody but the proposer and
    the secretariat, `Stale`, and `Broken` once it is not open, or for a text that says nothing.
    """
    _require_lead(actor, candidacy)
    locked = _lock(candidacy)
    require_same(seen=version, stored=locked.version)
    check_open(CandidacyState(locked.state))
    check_priorities(priorities)
    if priorities.strip() == locked.priorities:
        return locked
    locked.priorities = priorities.strip()
    raise_version(locked)
    notices.tell_joined("changed", locked)
    return locked


@transaction.atomic
def withdraw(*, actor: Actor, candidacy: Candidacy, version: int) -> Candidacy:
    """Withdraw an open candidacy and return it.

    Effects: a message to those that joined or asked to. Raises `PermissionDenied`, `Stale`, and `Broken` once
    it is not open.
    """
    _require_lead(actor, candidacy)
    withdrawn = step(candidacy, "withdraw", version)
    notices.tell_joined("withdrawn", withdrawn)
    return withdrawn


def _require_lead(actor: Actor, candidacy: Candidacy) -> None:
    if not Candidacy.objects.led_by(actor).filter(pk=candidacy.pk).exists():
        raise PermissionDenied


def _require_voice(actor: Actor, organisation: Organisation) -> None:
    if not (actor.holds(Role.SECRETARIAT) or organisation.pk in actor.organisations):
        raise PermissionDenied


def step(candidacy: Candidacy, event: CandidacyEvent, version: int) -> Candidacy:
    """Lock the candidacy, made from its `version`, and take it to the state after `event`."""
    locked = _lock(candidacy)
    require_same(seen=version, stored=locked.version)
    locked.state = next_candidacy_state(CandidacyState(locked.state), event)
    return raise_version(locked)


def _lock(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_for_update().get(pk=candidacy.pk)


def raise_version(locked: Candidacy) -> Candidacy:
    """Store what changed of the locked candidacy under its next version, and return it."""
    locked.version += 1
    locked.save()
    return locked
