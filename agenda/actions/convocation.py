"""Convene a meeting, tell of its changes, postpone and cancel it: what it is, and the letters about it.

No letter leaves by itself: each action prepares a dispatch that a person looks at and sends.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions.mailing import prepare
from agenda.models import Invitee, Mailing, MailingPurpose, Meeting, MeetingSeat
from agenda.models.meetings import WRITES
from agenda.notices import invitations, proposals
from agenda.queries import mailings as queries
from agenda.queries.convened import places_on, seat_of
from agenda.queries.proposals import speakers
from agenda.rules import answers as rules
from agenda.rules.meeting import Event, Phase, next_phase
from mcig.access import Actor, Role
from mcig.links.actions import extend_links
from mcig.notices.actions.dispatches import discard_dispatch
from mcig.rules import Broken
from mcig.sequences.drawing import draw
from mcig.web.versions import require_same


@transaction.atomic
def convene(*, actor: Actor, meeting: Meeting, version: int) -> Mailing:
    """Convene a draft, or a postponed meeting anew, and give the letters that wait to be sent.

    Effects: draws the number of kind and year; one record for each seat of the meeting's day; members know
    of the meeting from now on; a held dispatch with a personal link and a calendar entry for each recipient.
    Raises `Stale`; `Broken` without a future date, a place or link, or anybody to convene.
    """
    locked = _lock(actor, meeting)
    require_same(seen=version, stored=locked.version)
    locked.state = next_phase(locked.state, Event.CONVENED)
    now = timezone.now()
    _check(locked)
    assert locked.starts_at is not None
    if locked.number is None:
        locked.year = timezone.localdate(locked.starts_at, locked.zone).year
        locked.number = _draw(locked)
    locked.convened_at, locked.announced_at, locked.state_note = now, locked.announced_at or now, ""
    _save(locked)
    _seat(locked)
    return _prepare(actor, locked, MailingPurpose.CONVOCATION)


@transaction.atomic
def tell_changes(*, actor: Actor, meeting: Meeting) -> Mailing:
    """Prepare the news of a changed date or place for everybody who was convened, newcomers included.

    A convocation that still waits is replaced by one with the new facts. Effects: the seats of the new day;
    a held dispatch; the links live until after the new date. Raises `Broken` when nothing changed, the
    meeting is not convened, or its new date has passed.
    """
    locked = _lock(actor, meeting)
    if locked.state != Phase.CONVENED:
        raise Broken(_("La reunión no está convocada: no hay a quién avisar de un cambio."))
    _check(locked)
    changes = queries.untold_changes(locked)
    if not changes:
        raise Broken(_("Nada cambió desde la última convocatoria: no hay de qué avisar."))
    _seat(locked)
    assert locked.ends_at is not None
    for purpose in (rules.SEAT_LINK, rules.GUEST_LINK):
        extend_links(
            purpose=purpose, object_key=str(locked.pk), expires_at=locked.ends_at + rules.LINK_OUTLIVES
        )
    if not queries.was_told(locked):
        return _prepare(actor, locked, MailingPurpose.CONVOCATION)
    return _prepare(actor, locked, MailingPurpose.UPDATE, changes=changes)


@transaction.atomic
def convene_newcomers(*, actor: Actor, meeting: Meeting) -> Mailing:
    """Prepare the convocation for whoever has not had it: new people, new members, new guests; or for
    everybody when it was discarded.

    Effects: the seats of the meeting's day; a held dispatch. Raises `Broken` when nobody is missing, or
    letters about the meeting wait already.
    """
    locked = _lock(actor, meeting)
    if locked.state != Phase.CONVENED:
        raise Broken(_("La reunión no está convocada."))
    if queries.waiting(locked):
        raise Broken(_("Ya hay un envío preparado sobre esta reunión: revíselo y envíelo."))
    _check(locked)
    _seat(locked)
    to = newcomers(locked)
    if not to:
        raise Broken(_("Todas las personas convocadas recibieron ya la convocatoria."))
    return _hold(actor, locked, MailingPurpose.CONVOCATION, to)


def newcomers(meeting: Meeting) -> list[invitations.Recipient]:
    """Who would be written to and has not been, by the addresses of the letters that left."""
    had = queries.addresses_told(meeting)
    everybody = invitations.recipients(
        meeting,
        seats=meeting.seats.select_related("seat"),
        guests=meeting.invitees.select_related("meeting"),
    )
    return [each for each in everybody if each.address.lower() not in had]


@transaction.atomic
def postpone(*, actor: Actor, meeting: Meeting, version: int, reason: str) -> Mailing | None:
    """Postpone a convened meeting until it is convened anew; give the letters that tell it, if any.

    Effects: letters that wait are discarded; whoever was written to is told, and their calendars drop it.
    Raises `Stale`; `Broken` without a reason, or for a meeting that cannot be postponed.
    """
    return _call_off(_same(actor, meeting, version), reason, Event.POSTPONED, actor)


@transaction.atomic
def cancel(*, actor: Actor, meeting: Meeting, version: int, reason: str) -> Mailing | None:
    """Cancel a meeting for good; give the letters that tell it, if any. Otherwise as `postpone`.

    Before it was convened, whoever was asked for proposals is told.
    """
    return _call_off(_same(actor, meeting, version), reason, Event.CANCELLED, actor)


@transaction.atomic
def remind(*, actor: Actor, meeting: Meeting) -> Mailing:
    """Prepare a reminder for the seats that have not answered. Raises `Broken` when all have."""
    locked = _lock(actor, meeting)
    if locked.state != Phase.CONVENED:
        raise Broken(_("La reunión no está convocada: no hay a quién recordar."))
    if not queries.was_told(locked):
        raise Broken(_("La convocatoria aún no sale: envíela antes de recordarla."))
    silent = list(locked.seats.silent().select_related("seat", "meeting"))
    if not silent:
        raise Broken(_("Todas las representaciones han respondido: no hay a quién recordar."))
    return _prepare(actor, locked, MailingPurpose.REMINDER, seats=silent, guests=[])


def missing_to_convene(meeting: Meeting) -> str:
    """What a meeting lacks to be convened, as a sentence; empty when nothing."""
    try:
        next_phase(meeting.state, Event.CONVENED)
        _check(meeting)
    except Broken as refusal:
        return str(refusal)
    return ""


PURPOSES = {
    Event.POSTPONED: MailingPurpose.POSTPONEMENT,
    Event.CANCELLED: MailingPurpose.CANCELLATION,
}


def _same(actor: Actor, meeting: Meeting, version: int) -> Meeting:
    locked = _lock(actor, meeting)
    require_same(seen=version, stored=locked.version)
    return locked


def _call_off(locked: Meeting, reason: str, event: Event, actor: Actor) -> Mailing | None:
    locked.state = next_phase(locked.state, event)
    locked.state_note = rules.check_reason(reason)
    _save(locked)
    _discard_waiting(actor, locked)
    if queries.was_told(locked):
        return _prepare(actor, locked, PURPOSES[event])
    return _tell_proposers(actor, locked)


def _tell_proposers(actor: Actor, meeting: Meeting) -> Mailing | None:
    """Hold the letters to whoever was asked for items of a meeting that was never convened, if anybody."""
    asked = queries.addresses_told(meeting, (MailingPurpose.PROPOSALS,))
    people = [each for each in speakers(timezone.localdate()) if each.person.email.lower() in asked]
    if not people:
        return None
    return prepare(
        actor=actor,
        meeting=meeting,
        purpose=MailingPurpose.CANCELLATION,
        kind=proposals.CANCELLED,
        letters=proposals.cancelled(meeting, people),
    )


def _prepare(
    actor: Actor,
    meeting: Meeting,
    purpose: MailingPurpose,
    *,
    seats: Iterable[MeetingSeat] | None = None,
    guests: Iterable[Invitee] | None = None,
    changes: Iterable[str] = (),
) -> Mailing:
    """Hold the letters to the seats and guests, all of them unless named; what waited before is discarded."""
    _discard_waiting(actor, meeting)
    to = invitations.recipients(
        meeting,
        seats=meeting.seats.select_related("seat") if seats is None else seats,
        guests=meeting.invitees.select_related("meeting") if guests is None else guests,
    )
    return _hold(actor, meeting, purpose, to, changes=changes)


def _hold(
    actor: Actor,
    meeting: Meeting,
    purpose: MailingPurpose,
    to: list[invitations.Recipient],
    *,
    changes: Iterable[str] = (),
) -> Mailing:
    return prepare(
        actor=actor,
        meeting=meeting,
        purpose=purpose,
        kind=invitations.KINDS[purpose],
        letters=invitations.letters(meeting, purpose, to, changes=changes),
        told=queries.as_told(queries.facts_of(meeting)),
    )


def _discard_waiting(actor: Actor, meeting: Meeting) -> None:
    """Letters that wait tell what no longer holds. Raises `Broken` for whom may not discard them."""
    found = queries.waiting(meeting)
    if found and not actor.holds(Role.SECRETARIAT):
        raise Broken(
            _(
                "Hay un envío sobre esta reunión que espera a la secretaría técnica: "
                "pídale enviarlo o descartarlo."
            )
        )
    for mailing in found:
        discard_dispatch(actor=actor, dispatch=mailing.dispatch)


def _seat(meeting: Meeting) -> None:
    """One record for each place of the meeting's day; who no longer has one and did not answer is dropped."""
    assert meeting.starts_at is not None
    places = places_on(timezone.localdate(meeting.starts_at, meeting.zone))
    if not places:
        raise Broken(_("No hay a quién convocar: nadie integra la mesa en la fecha de la reunión."))
    seats = [seat_of(place) for place in places]
    for seat in seats:
        MeetingSeat.objects.get_or_create(meeting=meeting, seat=seat)
    meeting.seats.exclude(seat__in=seats).filter(answered_at=None, presence="unknown").delete()


def _draw(meeting: Meeting) -> int:
    """The next number of kind and year that no meeting has: older ones may have been entered with theirs."""
    taken = set(Meeting.objects.filter(kind=meeting.kind, year=meeting.year).values_list("number", flat=True))
    number = draw(f"meetings:{meeting.kind}:{meeting.year}")
    while number in taken:
        number = draw(f"meetings:{meeting.kind}:{meeting.year}")
    return number


def _check(meeting: Meeting) -> None:
    rules.check_to_convene(
        title=meeting.title,
        starts_at=meeting.starts_at,
        minutes=meeting.planned_minutes,
        time_zone=meeting.time_zone,
        place=meeting.place,
        link=meeting.link,
        now=timezone.now(),
    )


def _lock(actor: Actor, meeting: Meeting) -> Meeting:
    actor.require(*WRITES)
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _save(locked: Meeting) -> None:
    """Save, and learn the sequence that the database gave."""
    locked.version += 1
    locked.save()
    locked.refresh_from_db(fields=["calendar_sequence"])
