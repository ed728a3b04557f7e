"""Date polls: prepare, open, answer, and choose the slot that becomes the date of a meeting.

Whatever changes an open poll or an answer first locks the poll's row, so that an answer and the choice never
pass each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import DatePoll, Mailing, MailingPurpose, Meeting, PollSeat, PollSlot
from agenda.models.meetings import WRITES
from agenda.notices import polls as notices
from agenda.queries.convened import places_on, seat_of
from agenda.rules import polls as rules
from agenda.rules.meeting import MAX_MINUTES, TITLE_LENGTH
from agenda.rules.meeting import Phase as MeetingPhase
from agenda.rules.polls import Event
from mcig.access import Actor, Role
from mcig.notices import hold
from mcig.notices.actions.dispatches import discard_dispatch
from mcig.rules import Broken
from mcig.web.versions import require_same


@dataclass(frozen=True, slots=True)
class Draft:
    """What a poll asks: for the date of `meeting`, or of one that does not exist yet."""

    title: str
    text: str
    minutes: int
    time_zone: str
    deadline: datetime | None
    slots: Sequence[datetime]
    meeting: Meeting | None = None


@transaction.atomic
def create(*, actor: Actor, draft: Draft) -> DatePoll:
    """Prepare a poll; nobody but secretariat and presidency sees it yet.

    Raises `Broken` for a missing title and for slots or a deadline that are not possible.
    """
    _require_writer(actor)
    poll = DatePoll(created_by=actor.account)
    return _write(poll, draft)


@transaction.atomic
def edit(*, actor: Actor, poll: DatePoll, version: int, draft: Draft) -> DatePoll:
    """Change a draft made from its `version`. Raises `Stale`; `Broken` as `create`, and once opened."""
    locked = _lock(actor, poll)
    if not locked.is_draft:
        raise Broken(_("La encuesta ya se abrió: sus fechas no cambian."))
    require_same(seen=version, stored=locked.version)
    locked.version += 1
    return _write(locked, draft)


def _write(poll: DatePoll, draft: Draft) -> DatePoll:
    if not draft.title.strip() or len(draft.title) > TITLE_LENGTH:
        raise Broken(_("Escriba el título, de 200 caracteres como máximo."), "title")
    if not 1 <= draft.minutes <= MAX_MINUTES:
        raise Broken(_("La duración va de 1 minuto a 24 horas."), "minutes")
    now = timezone.now()
    slots = rules.check_slots(draft.slots, now)
    if draft.deadline is not None:
        rules.check_deadline(draft.deadline, slots[0], now)
    poll.title, poll.text, poll.minutes = draft.title.strip(), draft.text.strip(), draft.minutes
    poll.time_zone, poll.deadline, poll.meeting = draft.time_zone, draft.deadline, draft.meeting
    poll.save()
    poll.slots.exclude(starts_at__in=slots).delete()
    for slot in slots:
        PollSlot.objects.get_or_create(poll=poll, starts_at=slot)
    return poll


@transaction.atomic
def open_poll(*, actor: Actor, poll: DatePoll, version: int) -> Mailing:
    """Ask the seats of today, and give the letters that wait to be sent.

    Effects: freezes the slots; one record for each seat; a held dispatch with personal links. Raises `Stale`;
    `Broken` when the deadline or a slot has passed meanwhile, or there is nobody to ask.
    """
    locked = _lock(actor, poll)
    require_same(seen=version, stored=locked.version)
    locked.state = rules.next_phase(locked.state, Event.OPENED)
    now = timezone.now()
    slots = rules.check_slots([slot.starts_at for slot in locked.slots.all()], now)
    rules.check_deadline(locked.deadline, slots[0], now)
    locked.opened_at, locked.version = now, locked.version + 1
    locked.save()
    places = places_on(timezone.localdate())
    if not places:
        raise Broken(_("No hay a quién preguntar: nadie integra hoy la mesa."))
    for place in places:
        PollSeat.objects.create(poll=locked, seat=seat_of(place))
    return _prepare(actor, locked, "poll", list(locked.seats.select_related("seat")))


@transaction.atomic
def remind(*, actor: Actor, poll: DatePoll) -> Mailing:
    """Prepare a reminder for the seats that have not answered. Raises `Broken` when all have, or too late."""
    locked = _lock(actor, poll)
    _require_open(locked)
    silent = list(locked.seats.filter(answered_at=None).select_related("seat"))
    if not silent:
        raise Broken(_("Todas las representaciones han respondido: no hay a quién recordar."))
    if not locked.mailings.sent().exists():
        raise Broken(_("La encuesta aún no sale: envíela antes de recordarla."))
    return _prepare(actor, locked, "reminder", silent)


@transaction.atomic
def choose(*, actor: Actor, poll: DatePoll, version: int, slot: PollSlot) -> Meeting:
    """Close the poll with a slot, and give the meeting that has its date now.

    Effects: the date, duration and zone of the meeting whose date was asked for, or a new draft; letters of
    the poll that wait are discarded. Raises `Stale`; `Broken` for a slot that is not the poll's or has
    passed, and when that meeting has been convened meanwhile.
    """
    locked = _lock(actor, poll)
    require_same(seen=version, stored=locked.version)
    phase = rules.next_phase(locked.state, Event.CHOSEN)
    found = locked.slots.filter(pk=slot.pk).first()
    if found is None or found.starts_at <= timezone.now():
        raise Broken(_("Esa fecha no es de esta encuesta, o ya pasó."))
    meeting = _dated(actor, locked, found)
    locked.state, locked.chosen, locked.meeting = phase, found, meeting
    locked.closed_at, locked.version = timezone.now(), locked.version + 1
    locked.save()
    _discard_waiting(actor, locked)
    return meeting


@transaction.atomic
def withdraw(*, actor: Actor, poll: DatePoll, version: int) -> DatePoll:
    """Take a poll back without a date. Effects: letters that wait are discarded. Raises `Stale`, `Broken`."""
    locked = _lock(actor, poll)
    require_same(seen=version, stored=locked.version)
    locked.state = rules.next_phase(locked.state, Event.CANCELLED)
    locked.closed_at, locked.version = timezone.now(), locked.version + 1
    locked.save()
    _discard_waiting(actor, locked)
    return locked


def _dated(actor: Actor, poll: DatePoll, slot: PollSlot) -> Meeting:
    """The meeting of the poll with the date of the slot; a new draft when there was none."""
    facts = {"starts_at": slot.starts_at, "planned_minutes": poll.minutes, "time_zone": poll.time_zone}
    if poll.meeting_id is None:
        return Meeting.objects.create(title=poll.title, created_by=actor.account, **facts)
    meeting = Meeting.objects.select_for_update().get(pk=poll.meeting_id)
    if meeting.state not in {MeetingPhase.DRAFT, MeetingPhase.POSTPONED}:
        raise Broken(_("La reunión ya tiene su fecha convocada: cámbiela en sus datos y avise del cambio."))
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save()
    return meeting


def _prepare(actor: Actor, poll: DatePoll, purpose: str, seats: Sequence[PollSeat]) -> Mailing:
    _discard_waiting(actor, poll)
    kind = notices.KINDS[purpose]
    dispatch = hold(
        actor=actor,
        kind=kind,
        title=_("Encuesta de fechas: %(title)s") % {"title": poll.title}
        if purpose == "poll"
        else _("Recordatorio de la encuesta de fechas: %(title)s") % {"title": poll.title},
        why="",
        letters=notices.letters(poll, purpose, seats),
    )
    stored = MailingPurpose.POLL if purpose == "poll" else MailingPurpose.REMINDER
    return Mailing.objects.create(poll=poll, purpose=stored, dispatch=dispatch)


def _discard_waiting(actor: Actor, poll: DatePoll) -> None:
    found = list(poll.mailings.waiting().select_related("dispatch"))
    if found and not actor.holds(Role.SECRETARIAT):
        raise Broken(
            _(
                "Hay un envío sobre esta encuesta que espera a la secretaría técnica: "
                "pídale enviarlo o descartarlo."
            )
        )
    for mailing in found:
        discard_dispatch(actor=actor, dispatch=mailing.dispatch)


def _require_open(poll: DatePoll) -> None:
    words = poll.why_closed()
    if words:
        raise Broken(words)


def _require_writer(actor: Actor) -> None:
    actor.require(*WRITES)


def _lock(actor: Actor, poll: DatePoll) -> DatePoll:
    _require_writer(actor)
    return DatePoll.objects.select_for_update().get(pk=poll.pk)
