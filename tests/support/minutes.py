"""Minutes for tests: begun, circulating, approved; and samples of their routes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agenda.actions import attendance, circulation, noting, session
from agenda.actions import minutes as actions
from agenda.actions.minutes import Words
from agenda.models import Meeting, Minutes
from agenda.rules.minutes import Level
from members.actions import consultations
from members.actions.outcomes import close_due
from members.models import Consultation
from tests.support.cast import Cast
from tests.support.meetings import seat_of
from tests.support.sessions import live

# A word of its own for each thing that somebody must not read.
WORDS = {level: f"texto-{level}" for level in Level}
VOICES = {level: f"Voz{level.capitalize()}" for level in Level}
FULL = "Embajada de Francia en México"
OWN_WORD = "compromiso-canario"


def begun(cast: Cast, **more: Any) -> Minutes:
    """Minutes in writing, with a paragraph of each level by Francia, a decision and a commitment."""
    meeting = live(cast, **more)
    secretary, first = cast.actor("secretary"), meeting.items.get(position=1)
    session.save_notes(actor=secretary, item=first, notes="CL: abre la sesión.\n\nSe conversa.", version=1)
    noting.note_decision(actor=secretary, item=first, text="Se adopta el plan.")
    noting.note_commitment(
        actor=secretary, item=first, text=OWN_WORD, owner=seat_of(cast.france), due_on=None
    )
    seat = meeting.seats.get(seat=seat_of(cast.france))
    attendance.mark(actor=secretary, seat=seat, presence="present", name="", version=1)
    over = session.end(actor=secretary, meeting=meeting, version=meeting.version)
    minutes = actions.begin(actor=secretary, meeting=over)
    second = meeting.items.get(position=2)
    for level in Level:
        words = Words(WORDS[level], level, cast.france, VOICES[level])
        actions.add_paragraph(actor=secretary, minutes=minutes, item=second, words=words)
    return minutes


def circulating(cast: Cast, minutes: Minutes | None = None) -> tuple[Minutes, Consultation]:
    """Minutes whose consultation is open for ten days."""
    made = minutes or begun(cast)
    secretary = cast.actor("secretary")
    made.refresh_from_db()
    draft = circulation.circulate(actor=secretary, minutes=made, version=made.version)
    draft.deadline = timezone.now() + timedelta(days=10)
    draft.save()
    opened = consultations.open_consultation(actor=secretary, consultation=draft, version=draft.version)
    made.refresh_from_db()
    return made, opened


def adopted(minutes: Minutes) -> Minutes:
    """The same once the deadline has passed."""
    close_due(timezone.now() + timedelta(days=11))
    minutes.refresh_from_db()
    return minutes


def approved(cast: Cast) -> Minutes:
    """Minutes that nobody objected to."""
    return adopted(circulating(cast)[0])


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`: minutes in consultation, in writing, and of a meeting that has none."""
    if name == "minutes-paste":
        return [("", reverse(name))]
    open_ones = Minutes.objects.filter(state="circulated").first()
    first = open_ones or circulating(cast, begun(cast, title="Minuta en consulta", number=911))[0]
    draft = Minutes.objects.filter(state="drafting").first() or begun(cast, title="Minuta", number=912)
    without = Meeting.objects.filter(minutes_record=None, state="held").first()
    if without is None:
        running = live(cast, title="Sin minuta", number=913)
        without = session.end(actor=cast.actor("secretary"), meeting=running, version=running.version)
    return [
        ("(circulating)", _address(name, first.meeting, first)),
        ("(in writing)", _address(name, draft.meeting, draft)),
        ("(none)", _address(name, without, first)),
    ]


def _address(name: str, meeting: Meeting, minutes: Minutes) -> str:
    paragraph = minutes.paragraphs.order_by("pk").first()
    assert paragraph is not None
    more: dict[str, Any] = {
        "minutes-pdf": {"audience": "integrantes", "language": "es"},
        "minutes-json": {"audience": "integrantes"},
        "minutes-item": {"item": 0},
        "minutes-paragraph": {"key": paragraph.key},
        "minutes-resolve": {"observation": 999_999},
    }
    return reverse(name, kwargs={"pk": meeting.pk, **more.get(name, {})})
