"""Demonstration minutes: the held meeting with approved ones, and a second one whose minutes are in writing.

Everything in them is invented and says so.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from agenda.actions import attendance, circulation, noting, session
from agenda.actions import minutes as actions
from agenda.actions.minutes import Words
from agenda.actions.publishing import publish
from agenda.models import Item, ItemLane, Meeting, Minutes, Presence
from agenda.rules.minutes import Level
from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading
from mcig.mesa.middleware import current_mesa
from members.demo_consultations import date_back
from members.models import Consultation, Organisation, Seat, SeatKind

APPROVED = "Reunión ordinaria de seguimiento (ejemplo)"
IN_WRITING = "Grupo de trabajo sobre el sistema de cuidados (ejemplo)"
ITEMS = ("Bienvenida", "Hoja de ruta sobre el sistema de cuidados", "Próximos pasos")
NOTES = (
    "CL: abre la sesión y da la bienvenida (ejemplo).\n\nSe confirma el quórum.",
    (
        "DE: presenta la propuesta y ofrece compartir su experiencia (ejemplo).\n\n"
        "FR: pide que se incluyan **cifras desagregadas** (ejemplo).\n\n"
        "Se conversa sobre:\n- el calendario\n- la coordinación con otras mesas"
    ),
    "La secretaría técnica resume lo acordado (ejemplo).",
)
DECISION = "Se adopta la hoja de ruta presentada (ejemplo)."
COMMITMENT = "Compartir la nota conceptual con los integrantes (ejemplo)."
HUSHED = "Una delegación pidió que su reserva no conste con nombre (ejemplo)."
MARKS = (Presence.PRESENT, Presence.PRESENT, Presence.REMOTE, Presence.PRESENT, Presence.EXCUSED)


def load_minutes(loading: Loading) -> None:
    """What is missing of them."""
    account = User.objects.filter(email=f"secretaria@{DOMAIN}").first()
    held = Meeting.objects.filter(title=APPROVED, state="held").first()
    if account is None or Minutes.objects.exists():
        return
    current_mesa()  # its clock says which day it is
    secretariat = actor_for(account, timezone.localdate())
    if held is not None:
        _approve(secretariat, _write(secretariat, held, loading.canary))
        loading.changes += 1
    _write(secretariat, _working_group(secretariat), loading.canary)
    loading.changes += 1


def _working_group(secretariat: Actor) -> Meeting:
    """A meeting of the day before yesterday that was held."""
    mesa = current_mesa()
    assert mesa is not None
    starts = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
    made = Meeting.objects.create(
        title=IN_WRITING,
        kind="working_group",
        starts_at=starts,
        planned_minutes=90,
        time_zone=mesa.time_zone,
        state="convened",
        year=starts.year,
        number=1,
        quorum=5,
        announced_at=starts - timedelta(days=10),
        convened_at=starts - timedelta(days=10),
        created_by=secretariat.account,
    )
    for place, title in enumerate(ITEMS, start=1):
        Item.objects.create(meeting=made, position=place, title=title, minutes=20)
    publish(actor=secretariat, meeting=made, version=made.version, seen=0)
    begun = session.start(actor=secretariat, meeting=made, version=made.version)
    ended = session.end(actor=secretariat, meeting=begun, version=begun.version)
    ended.started_at, ended.ended_at = starts, starts + timedelta(minutes=85)
    ended.save()
    return ended


def _write(secretariat: Actor, meeting: Meeting, canary: str) -> Minutes:
    """Attendance, notes, what was agreed, and the minutes that follow from them."""
    _attend(secretariat, meeting)
    items = meeting.items.filter(lane=ItemLane.ACCEPTED).exclude(purpose="section").order_by("position")
    listed = list(items[: len(NOTES)])
    for item, notes in zip(listed, NOTES, strict=False):
        session.save_notes(actor=secretariat, item=item, notes=notes, version=1)
    last, owner = listed[-1], Seat.objects.get(organisation__code="DE", kind=SeatKind.PRINCIPAL)
    noting.note_decision(actor=secretariat, item=last, text=DECISION)
    due = timezone.localdate() + timedelta(days=30)
    noting.note_commitment(actor=secretariat, item=last, text=COMMITMENT, owner=owner, due_on=due)
    minutes = actions.begin(actor=secretariat, meeting=meeting)
    france = Organisation.objects.get(code="FR")
    hushed = Words(f"{HUSHED} {canary}".strip(), Level.SECRETARIAT, france)
    actions.add_paragraph(actor=secretariat, minutes=minutes, item=last, words=hushed)
    return minutes


def _attend(secretariat: Actor, meeting: Meeting) -> None:
    if not meeting.seats.exists():
        for member in Organisation.objects.members_on(timezone.localdate()):
            seat, _is_new = Seat.objects.get_or_create(organisation=member, kind=SeatKind.PRINCIPAL)
            meeting.seats.create(seat=seat)
    for place, each in enumerate(meeting.seats.select_related("meeting").order_by("pk")):
        mark = MARKS[place % len(MARKS)]
        attendance.mark(actor=secretariat, seat=each, presence=mark, name="", version=each.version)


def _approve(secretariat: Actor, minutes: Minutes) -> None:
    """Approved by silence weeks ago; nobody is written to about a consultation that is over."""
    minutes.refresh_from_db()
    drafted = circulation.circulate(actor=secretariat, minutes=minutes, version=minutes.version)
    asked = Consultation.objects.get(pk=drafted.pk)
    date_back(asked, by=secretariat, opened=timezone.now() - timedelta(days=30), given={})
    circulation.adopt(asked)
