"""Changes to candidacies. Each locks the candidacy's row; what happens at an adoption stands at the end."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.actions.consultations import create_draft
from members.actions.mandates import MandateWords, check_free, check_membership, establish
from members.models import (
    Candidacy,
    CandidacyParty,
    Consultation,
    ConsultationState,
    Mandate,
    MandateRole,
    Organisation,
)
from members.queries.candidacies import CandidacyRow, candidacy_rows, role_of
from members.queries.mandates import mandate_rows, rotation_of, term_of, term_to_fill
from members.rules.candidacy import (
    HOLDING,
    CandidacyEvent,
    CandidacyState,
    PartyEvent,
    PartyState,
    check_priorities,
    check_seats,
    next_candidacy_state,
    next_party_state,
)
from members.rules.consultation import SUBJECT_LENGTH
from members.rules.rotation import Term
from members.templatetags.periods import period

PURPOSE = "candidacy"
LIVING = (CandidacyState.OPEN, CandidacyState.CONSULTED)


@transaction.atomic
def propose(*, actor: Actor, organisation: Organisation, priorities: str, term: Term) -> Candidacy:
    """Propose an organisation for a term of the rotating office, and return the candidacy.

    `term` is what the person saw: the next one by rule. Raises `PermissionDenied` for a foreign organisation;
    `Broken` when the term was given meanwhile, is not the next one by rule, the organisation is no member on
    its first day, stands already, or says nothing.
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

    Raises `PermissionDenied` for a foreign organisation; `Broken` when the candidacy is no longer open, the
    organisation figures in it already, or is no member on the first day.
    """
    _require_voice(actor, organisation)
    locked = _lock(candidacy)
    if locked.state != CandidacyState.OPEN:
        raise Broken(_("La candidatura ya no está abierta: no es posible sumarse."))
    if locked.parties.filter(organisation=organisation).exists():
        raise Broken(_("La organización ya figura en esta candidatura."))
    term = term_of(locked.term)
    check_membership([organisation.pk], term.start)
    _refuse_second(organisation, MandateRole(locked.role), term)
    asked = CandidacyParty.objects.create(
        candidacy=locked,
        organisation=organisation,
        position=locked.parties.count() + 1,
        state=PartyState.ASKED,
    )
    _raise_version(locked)
    return asked


@transaction.atomic
def decide(*, actor: Actor, candidacy: Candidacy, party: int, event: PartyEvent) -> Candidacy:
    """Accept or decline a request to join, or let one that joined leave, and return the candidacy.

    Accepting and declining is the proposer's; leaving is the organisation's own; the secretariat does both on
    behalf. Raises `PermissionDenied`; `Broken` for a request decided already, or beyond the mesa's seats.
    """
    locked = _lock(candidacy)
    found = locked.parties.filter(pk=party).select_related("organisation").first()
    if found is None:
        raise Broken(_("Esa solicitud ya no existe."))
    if event == "retire":
        _require_voice(actor, found.organisation)
    elif not Candidacy.objects.led_by(actor).filter(pk=locked.pk).exists():
        raise PermissionDenied
    if locked.state != CandidacyState.OPEN:
        raise Broken(_("La candidatura ya no está abierta: vuelva a ver en qué estado está."))
    found.state = next_party_state(PartyState(found.state), event)
    found.save(update_fields=["state"])
    seats = rotation_of(Mesa.objects.first()).seats
    check_seats(locked.parties.filter(state__in=HOLDING).count(), seats)
    return _raise_version(locked)


@transaction.atomic
def withdraw(*, actor: Actor, candidacy: Candidacy, version: int) -> Candidacy:
    """Withdraw an open candidacy. Raises `PermissionDenied`, `Stale`, and `Broken` once it is not open."""
    if not Candidacy.objects.led_by(actor).filter(pk=candidacy.pk).exists():
        raise PermissionDenied
    return _step(candidacy, "withdraw", version)


@transaction.atomic
def consult(*, actor: Actor, candidacy: Candidacy, version: int) -> Consultation:
    """Prepare the consultation that puts the candidacy to the members, and return it as a draft.

    Effects: the candidacy closes to further requests; those undecided are declined. The secretariat sets the
    deadline and opens the consultation on its own page; adopted, the candidacy becomes a mandate. Raises
    `PermissionDenied` for anybody but the secretariat, `Stale`, and `Broken` when the term was given
    meanwhile or another candidacy for it is in consultation.
    """
    if not actor.holds(Role.SECRETARIAT):
        raise PermissionDenied
    Mesa.objects.select_for_update().first()
    others = Candidacy.objects.filter(role=candidacy.role, state=CandidacyState.CONSULTED)
    if others.filter(term__overlap=candidacy.term).exclude(pk=candidacy.pk).exists():
        raise Broken(_("Otra candidatura para esas fechas está en consulta."))
    check_free(MandateRole(candidacy.role), term_of(candidacy.term), today=actor.on)
    locked = _step(candidacy, "consult", version)
    locked.parties.filter(state=PartyState.ASKED).update(state=PartyState.DECLINED)
    # The record speaks the language of the mesa, whatever that of the person who prepares it.
    with override(settings.LANGUAGE_CODE):
        row = candidacy_rows(actor.on, locked.pk)[0]
        subject = _("Candidatura a la %(office)s: %(names)s") % {
            "office": row.title.lower(),
            "names": row.names,
        }
        text = _text(row)
    draft = create_draft(
        actor=actor,
        subject=Truncator(subject).chars(SUBJECT_LENGTH),
        text=text,
        purpose=PURPOSE,
        object_key=str(locked.pk),
    )
    locked.consultation = draft
    locked.save(update_fields=["consultation"])
    return draft


def _text(row: CandidacyRow) -> str:
    return _(
        "Se propone para la %(office)s de la mesa: %(names)s.\n\nMandato: %(period)s.\n\n"
        "Prioridades:\n%(priorities)s"
    ) % {
        "office": row.title.lower(),
        "names": row.names,
        "period": period(row.term).lower(),
        "priorities": row.priorities,
    }


def adopt(consultation: Consultation) -> None:
    """The adopted candidacy becomes the next mandate, whose basis names the consultation.

    When the mandate can no longer be made, the adoption stands and the obstacle is written down beside it.
    """
    locked = Candidacy.objects.select_for_update().get(pk=int(consultation.object_key))
    locked.state = next_candidacy_state(CandidacyState(locked.state), "adopt")
    try:
        locked.mandate = _mandate_of(locked, consultation)
    except Broken as refusal:
        locked.obstacle = str(refusal)
    _raise_version(locked)


def _mandate_of(candidacy: Candidacy, consultation: Consultation) -> Mandate:
    holders = candidacy.parties.filter(state__in=HOLDING).values_list("organisation_id", flat=True)
    with override(settings.LANGUAGE_CODE):
        basis = _("Candidatura adoptada en la consulta %(number)s.") % {"number": consultation.number}
    words = MandateWords(
        role=MandateRole(candidacy.role),
        planned=term_of(candidacy.term),
        holders=tuple(holders),
        basis=basis,
        priorities=candidacy.priorities,
    )
    return establish(words=words, today=timezone.localdate())


def reject_or_reopen(consultation: Consultation) -> None:
    """A candidacy that was not adopted is over; one whose consultation was withdrawn is open again."""
    locked = Candidacy.objects.select_for_update().get(pk=int(consultation.object_key))
    event: CandidacyEvent = "return" if consultation.state == ConsultationState.WITHDRAWN else "reject"
    locked.state = next_candidacy_state(CandidacyState(locked.state), event)
    _raise_version(locked)


def _require_voice(actor: Actor, organisation: Organisation) -> None:
    if not (actor.holds(Role.SECRETARIAT) or organisation.pk in actor.organisations):
        raise PermissionDenied


def _step(candidacy: Candidacy, event: CandidacyEvent, version: int) -> Candidacy:
    locked = _lock(candidacy)
    require_same(seen=version, stored=locked.version)
    locked.state = next_candidacy_state(CandidacyState(locked.state), event)
    return _raise_version(locked)


def _lock(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_for_update().get(pk=candidacy.pk)


def _raise_version(locked: Candidacy) -> Candidacy:
    locked.version += 1
    locked.save()
    return locked
