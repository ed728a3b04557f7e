"""Who is at the session: by seat, and the guests."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.actions.session import lock_meeting
from agenda.models import Answer, Meeting, MeetingGuest, MeetingSeat, Presence
from agenda.models.seats import COUNTS_FOR_QUORUM
from agenda.queries.session import day_of, occupants_of
from agenda.rules import session as rules
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import SeatKind


@transaction.atomic
def mark(*, actor: Actor, seat: MeetingSeat, presence: str, name: str, version: int) -> MeetingSeat:
    """Mark how a seat is there, and who occupies it; without a name, the one who does so by posting.

    Raises `Stale` when somebody marked the seat meanwhile; `Broken` for an unknown mark, or before the
    meeting is convened and after its minutes are approved.
    """
    rules.check_recording(lock_meeting(actor, seat.meeting).state, attendance=True)
    if presence not in Presence.values:
        raise Broken(_("Elija cómo asiste el lugar."), "presence")
    locked = MeetingSeat.objects.select_for_update().select_related("seat", "meeting").get(pk=seat.pk)
    require_same(seen=version, stored=locked.version)
    locked.presence = Presence(presence)
    locked.present_name = _who(locked, rules.check_name(name, field="name"))
    locked.version += 1
    locked.save(update_fields=["presence", "present_name", "version"])
    return locked


def _who(seat: MeetingSeat, name: str) -> str:
    if seat.presence not in COUNTS_FOR_QUORUM:
        return ""
    occupants = occupants_of(seat.seat.organisation_id, day_of(seat.meeting))
    titular, alternate = occupants.get(SeatKind.PRINCIPAL, ""), occupants.get(SeatKind.ALTERNATE, "")
    if seat.presence == Presence.ALTERNATE:
        return alternate if name in ("", titular) else name
    return name or seat.attendee or titular


@transaction.atomic
def mark_as_answered(*, actor: Actor, meeting: Meeting) -> int:
    """Mark the seats that nobody has marked yet as they answered, and return how many.

    Whoever confirmed is there, whoever declined is excused; the others stay unmarked.
    """
    rules.check_recording(lock_meeting(actor, meeting).state, attendance=True)
    marks = {Answer.ACCEPTED: Presence.PRESENT, Answer.DECLINED: Presence.EXCUSED}
    waiting = (
        meeting.seats.select_for_update(of=("self",))
        .select_related("seat", "meeting")
        .filter(presence=Presence.UNKNOWN, answer__in=marks)
    )
    for seat in waiting:
        seat.presence = marks[Answer(seat.answer)]
        seat.present_name = _who(seat, "")
        seat.version += 1
        seat.save(update_fields=["presence", "present_name", "version"])
    return len(waiting)


@transaction.atomic
def add_guest(*, actor: Actor, meeting: Meeting, name: str, represents: str) -> MeetingGuest:
    """Write down a guest. Raises `Broken` without a name and beyond a hundred guests."""
    locked = lock_meeting(actor, meeting)
    rules.check_recording(locked.state, attendance=True)
    found = rules.check_name(name, field="name")
    if not found:
        raise Broken(_("Escriba el nombre de la persona invitada."), "name")
    if locked.guests.count() >= rules.GUESTS:
        raise Broken(_("Caben 100 personas invitadas en una reunión."), "name")
    return MeetingGuest.objects.create(
        meeting=locked, name=found, represents=rules.check_name(represents, field="represents")
    )


@transaction.atomic
def remove_guest(*, actor: Actor, guest: MeetingGuest) -> None:
    """Take a guest off the list; the history keeps the row."""
    rules.check_recording(lock_meeting(actor, guest.meeting).state, attendance=True)
    guest.delete()
