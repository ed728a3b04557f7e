"""How a candidacy is put to the members, and what follows from their answer."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from members import notices_candidacies as notices
from members.actions.candidacies import raise_version, step
from members.actions.consultations import create_draft
from members.actions.mandates import MandateWords, check_free, establish
from members.models import Candidacy, Consultation, ConsultationState, Mandate, MandateRole
from members.queries.candidacies import CandidacyRow, candidacy_rows
from members.queries.mandates import term_of
from members.rules.candidacy import (
    HOLDING,
    CandidacyEvent,
    CandidacyState,
    PartyState,
    next_candidacy_state,
)
from members.rules.consultation import SUBJECT_LENGTH
from members.templatetags.periods import period_inside

PURPOSE = "candidacy"


@transaction.atomic
def consult(*, actor: Actor, candidacy: Candidacy, version: int) -> Consultation:
    """Prepare the consultation that puts the candidacy to the members, and return it as a draft.

    Effects: the candidacy closes to further requests; those undecided are declined; messages to them and to
    who would hold the mandate. The secretariat sets the deadline and opens the consultation on its own page;
    adopted, the candidacy becomes a mandate. Raises `PermissionDenied` for anybody but the secretariat,
    `Stale`, and `Broken` when the term was given meanwhile or another candidacy for it is in consultation.
    """
    actor.require(Role.SECRETARIAT)
    Mesa.objects.select_for_update().first()
    others = Candidacy.objects.filter(role=candidacy.role, state=CandidacyState.CONSULTED)
    if others.filter(term__overlap=candidacy.term).exclude(pk=candidacy.pk).exists():
        raise Broken(_("Otra candidatura para esas fechas está en consulta."))
    check_free(MandateRole(candidacy.role), term_of(candidacy.term), today=actor.on)
    locked = step(candidacy, "consult", version)
    for party in locked.parties.filter(state=PartyState.ASKED):
        party.state = PartyState.DECLINED
        party.save(update_fields=["state"])
        notices.tell_asker("declined", locked, organisation=party.organisation_id)
    notices.tell_holders("consulted", locked)
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
        "period": period_inside(row.term),
        "priorities": row.priorities,
    }


def adopt(consultation: Consultation) -> None:
    """The adopted candidacy becomes the next mandate, whose basis names the consultation.

    When the mandate can no longer be made, the adoption stands and the obstacle is written down beside it.
    Effects: the other candidacies for that term are over; a message to all who would have held it.
    """
    locked = Candidacy.objects.select_for_update().get(pk=int(consultation.object_key))
    locked.state = next_candidacy_state(CandidacyState(locked.state), "adopt")
    try:
        locked.mandate = _mandate_of(locked, consultation)
    except Broken as refusal:
        locked.obstacle = str(refusal)
    raise_version(locked)
    if locked.obstacle:
        notices.tell_holders("obstructed", locked)
        return
    notices.tell_holders("adopted", locked)
    _end_rivals(locked)


def _end_rivals(adopted: Candidacy) -> None:
    rivals = Candidacy.objects.filter(role=adopted.role, state=CandidacyState.OPEN)
    for rival in rivals.filter(term__overlap=adopted.term).select_for_update():
        rival.state = next_candidacy_state(CandidacyState(rival.state), "reject")
        raise_version(rival)
        notices.tell_holders("superseded", rival)


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
    """A candidacy that was not adopted is over; one whose consultation was withdrawn is open again.

    Effects: a message to each holder.
    """
    locked = Candidacy.objects.select_for_update().get(pk=int(consultation.object_key))
    event: CandidacyEvent = "return" if consultation.state == ConsultationState.WITHDRAWN else "reject"
    locked.state = next_candidacy_state(CandidacyState(locked.state), event)
    raise_version(locked)
    notices.tell_holders("returned" if event == "return" else "rejected", locked)
