"""The session: start, move from item to item, note, end, resume.

Whatever changes the session first locks the meeting's row, so that two windows move one clock.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Item, ItemLane, ItemPurpose, ItemRecord, Meeting, MeetingSeat
from agenda.models.meetings import WRITES
from agenda.rules import session as rules
from agenda.rules.meeting import Event, Phase, next_phase
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import Stale, require_same
from members.models import Organisation, Seat, SeatKind


def lock_meeting(actor: Actor, meeting: Meeting) -> Meeting:
    """The meeting behind its row lock. Raises `PermissionDenied` for whoever does not conduct it."""
    actor.require(*WRITES)
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


@transaction.atomic
def start(*, actor: Actor, meeting: Meeting, version: int) -> Meeting:
    """Start the session of a convened meeting, or resume one that was ended, and return the meeting.

    Effects: the first start is the real beginning; a meeting without seats gets one for each member of the
    day. Raises `Stale`; `Broken` when it is not convened or was closed.
    """
    locked = lock_meeting(actor, meeting)
    if locked.state == Phase.IN_SESSION:
        return locked
    require_same(seen=version, stored=locked.version)
    if locked.state not in (Phase.CONVENED, Phase.HELD):
        rules.check_recording(locked.state)
    locked.state = next_phase(locked.state, Event.OPENED)
    locked.started_at = locked.started_at or timezone.now()
    locked.ended_at = None
    if not locked.seats.exists():
        _seat_every_member(locked)
    return _save(locked)


def _seat_every_member(meeting: Meeting) -> None:
    for member in Organisation.objects.members_on(timezone.localdate()):
        seat, _is_new = Seat.objects.get_or_create(organisation=member, kind=SeatKind.PRINCIPAL)
        MeetingSeat.objects.create(meeting=meeting, seat=seat)


@transaction.atomic
def end(*, actor: Actor, meeting: Meeting, version: int) -> Meeting:
    """End the session and return the meeting; a session that has ended already stays as it is.

    Effects: the clock of the item that is on stops. Raises `Stale`; `Broken` when it is not in session.
    """
    locked = lock_meeting(actor, meeting)
    if locked.state == Phase.HELD:
        return locked
    require_same(seen=version, stored=locked.version)
    locked.state = next_phase(locked.state, Event.ENDED)
    locked.ended_at = timezone.now()
    _stop_clock(locked, locked.ended_at)
    return _save(locked)


@transaction.atomic
def correct_times(
    *, actor: Actor, meeting: Meeting, version: int, started_at: datetime, ended_at: datetime | None
) -> Meeting:
    """Correct when the session began and ended, until the minutes are approved.

    Raises `Stale`; `Broken` for a session that would end before it starts or lie in the future.
    """
    locked = lock_meeting(actor, meeting)
    rules.check_recording(locked.state)
    require_same(seen=version, stored=locked.version)
    if locked.state == Phase.HELD and ended_at is None:
        raise Broken(_("Indique a qué hora terminó la sesión."), "ended_at")
    rules.check_times(started_at, ended_at, timezone.now())
    locked.started_at = started_at
    if locked.state == Phase.HELD:
        locked.ended_at = ended_at
    return _save(locked)


@transaction.atomic
def move_to(*, actor: Actor, meeting: Meeting, item: Item | None, seen: int | None) -> None:
    """Put `item` on, or none. `seen` is the key of the item that the person saw on, if there was one.

    Effects: the time of the item that was on is kept. Raises `Stale` when another window has moved on
    meanwhile, `Broken` when the meeting is not in session or the item does not belong to its agenda.
    """
    locked = lock_meeting(actor, meeting)
    if locked.state != Phase.IN_SESSION:
        raise Broken(_("La sesión no está en curso: no hay un punto que poner en la mesa."))
    on = locked.records.filter(on_since__isnull=False).first()
    if (on.item_id if on else None) != seen:
        raise Stale
    if item and (item.meeting_id != locked.pk or item.lane != ItemLane.ACCEPTED):
        raise Broken(_("Ese punto no forma parte del orden del día."))
    if item and item.purpose == ItemPurpose.SECTION:
        raise Broken(_("Un apartado solo agrupa puntos: elija uno de los suyos."))
    now = timezone.now()
    _stop_clock(locked, now)
    if item:
        record = record_of(item)
        record.on_since = now
        record.save(update_fields=["on_since"])


def _stop_clock(meeting: Meeting, now: datetime) -> None:
    for record in meeting.records.filter(on_since__isnull=False):
        assert record.on_since is not None
        used = max(0, int((now - record.on_since).total_seconds()))
        ItemRecord.objects.filter(pk=record.pk).update(on_since=None, seconds_used=F("seconds_used") + used)


@transaction.atomic
def save_notes(*, actor: Actor, item: Item, notes: str, version: int) -> ItemRecord:
    """Keep the notes of an item and return its record; equal notes change nothing.

    Raises `Stale` when somebody saved meanwhile; `Broken` when they are too long, or the meeting takes no
    notes any more or yet.
    """
    rules.check_recording(lock_meeting(actor, item.meeting).state)
    text = rules.check_notes(notes)
    record = ItemRecord.objects.select_for_update().get(pk=record_of(item).pk)
    require_same(seen=version, stored=record.version)
    if text != record.notes:
        record.notes = text
        record.version += 1
        record.save(update_fields=["notes", "version"])
    return record


def record_of(item: Item) -> ItemRecord:
    """The record of an item, which begins to exist when it is first needed."""
    return ItemRecord.objects.get_or_create(item=item, defaults={"meeting": item.meeting})[0]


def _save(locked: Meeting) -> Meeting:
    locked.version += 1
    locked.save()
    return locked
