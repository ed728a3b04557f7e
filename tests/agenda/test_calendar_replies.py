"""Replies of calendars: what is believed, and what is put on the list of the secretariat unchanged."""

from __future__ import annotations

from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from agenda.actions import answers, replies
from agenda.actions.invitees import invite
from agenda.formats.replies import Reply, Unreadable, read_reply
from agenda.models import CalendarReply, Meeting, MeetingSeat
from mcig.rules import Broken
from members.models import Person, SeatKind
from tests.support import meetings
from tests.support.cast import Cast, occupant
from tests.support.convocations import convene, reply, seat_of

FRENCH = "francia@mcig.example"


def read(raw: bytes) -> CalendarReply:
    found = replies.record(raw=raw)
    assert found is not None
    return found


def untouched(meeting: Meeting) -> bool:
    return not MeetingSeat.objects.filter(meeting=meeting).exclude(answer="none").exists()


@pytest.mark.parametrize(
    ("said", "answer"), [("ACCEPTED", "accepted"), ("TENTATIVE", "tentative"), ("DECLINED", "declined")]
)
def test_a_reply_of_a_convened_person_answers_for_the_seat(cast: Cast, said: str, answer: str) -> None:
    made = convene(cast)
    kept = read(reply(made, FRENCH, said, comment="Llego a las diez\\, con prisa"))
    seat = seat_of(made, "FR")
    assert (kept.outcome, kept.seat) == ("recorded", seat)
    assert (seat.answer, seat.source, seat.spoken_by) == (answer, "calendar", "Françoise Francesa")
    assert seat.comment == "Llego a las diez, con prisa"
    assert seat.answered_at is not None
    assert seat.answered_at < datetime(2024, 3, 12, 18, 5, tzinfo=UTC)  # its own clock ran ahead


def test_the_alternate_answers_for_the_same_seat(cast: Cast) -> None:
    made = convene(cast)
    read(reply(made, "suplente.francia@mcig.example", "DECLINED"))
    assert seat_of(made, "FR").answer == "declined"
    assert MeetingSeat.objects.exclude(answer="none").count() == 1


def test_letters_of_an_address_may_be_large(cast: Cast) -> None:
    made = convene(cast)
    assert (
        read(reply(made, "Francia@MCIG.example", sender='"F. F." <FRANCIA@mcig.example>')).outcome
        == "recorded"
    )


def test_a_reply_is_read_once(cast: Cast) -> None:
    made = convene(cast)
    raw = reply(made, FRENCH, stamp="20240312T170000Z")
    first = read(raw)
    answers.answer(
        actor=cast.actor("french"), seat=seat_of(made, "FR"), answer="declined", attendee="", comment=""
    )
    assert read(raw) == first
    assert seat_of(made, "FR").answer == "declined"
    assert CalendarReply.objects.count() == 1


def test_an_older_reply_that_comes_later_changes_nothing(cast: Cast) -> None:
    made = convene(cast)
    answers.answer(
        actor=cast.actor("french"), seat=seat_of(made, "FR"), answer="declined", attendee="", comment=""
    )
    assert read(reply(made, FRENCH, stamp="20240312T170000Z")).outcome == "overtaken"
    assert seat_of(made, "FR").answer == "declined"


def test_strangers_and_doubtful_replies_are_listed_and_change_nothing(cast: Cast) -> None:
    made = convene(cast)
    doubtful = {
        "stranger": reply(made, "nadie@otra.example"),
        "forwarded": reply(made, FRENCH, sender="nadie@otra.example"),
        "unknown": reply(made, FRENCH, uid="0b6d8f0e-0000-4000-8000-000000000000"),
        "counter": reply(made, FRENCH, method="COUNTER"),
        "other": reply(made, FRENCH, "DELEGATED"),
    }
    assert {read(raw).outcome for raw in doubtful.values()} == set(doubtful)
    assert read(reply(made, FRENCH, uid="no es un UID")).outcome == "unknown"
    assert read(reply(made, FRENCH, method="REFRESH")).outcome == "other"
    assert untouched(made)


def test_a_reply_to_an_earlier_invitation_changes_nothing(cast: Cast) -> None:
    made = convene(cast)
    Meeting.objects.filter(pk=made.pk).update(place="Otra sala")
    made.refresh_from_db()
    assert read(reply(made, FRENCH, sequence=0)).outcome == "old"
    assert untouched(made)
    assert read(reply(made, FRENCH, sequence=1)).outcome == "recorded"


def test_a_person_with_two_seats_is_not_guessed(cast: Cast) -> None:
    made = convene(cast)
    occupant("doble", "Dora Doble", cast.germany, kind=SeatKind.ALTERNATE)
    Person.objects.filter(name="Dora Doble").update(email=FRENCH)
    assert read(reply(made, FRENCH)).outcome == "ambiguous"
    assert untouched(made)


def test_a_draft_that_nobody_knows_of_answers_as_a_missing_one(cast: Cast) -> None:
    assert read(reply(meetings.meeting(cast), FRENCH)).outcome == "unknown"


def test_a_cancelled_meeting_takes_no_reply(cast: Cast) -> None:
    made = convene(cast)
    Meeting.objects.filter(pk=made.pk).update(state="held")
    assert read(reply(made, FRENCH)).outcome == "closed"
    assert untouched(made)


def test_who_left_the_seat_is_a_stranger(cast: Cast) -> None:
    made = convene(cast)
    assert read(reply(made, "saliente@mcig.example")).outcome == "stranger"


def test_a_guest_answers_by_calendar_too(cast: Cast) -> None:
    made = convene(cast)
    guest = invite(
        actor=cast.actor("secretary"), meeting=made, name="Gala", email="gala@onu.example", language="es"
    )
    assert read(reply(made, "gala@onu.example", "TENTATIVE")).guest == guest
    guest.refresh_from_db()
    assert (guest.answer, guest.source) == ("tentative", "calendar")


def carrying(content: bytes, subtype: str = "calendar") -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"] = FRENCH, "secretaria@localhost"
    message.set_content("Hola")
    message.add_attachment(content, maintype="text", subtype=subtype, cte="base64")
    return message.as_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no es un calendario",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:dos\r\n",
        b"\x00\xff\xfe" * 100,
        b"A" * 1_000_001,
    ],
)
def test_a_broken_calendar_part_is_named(cast: Cast, content: bytes) -> None:
    kept = read(carrying(content))
    assert (kept.outcome, kept.sender) == ("unreadable", FRENCH)


def test_a_message_without_a_calendar_part_is_none_of_ours(cast: Cast) -> None:
    assert replies.record(raw=b"From: x@y.example\r\nSubject: Hola\r\n\r\nFuera de la oficina.\r\n") is None
    assert replies.record(raw=b"") is None
    assert CalendarReply.objects.count() == 0


def test_the_secretariat_sees_to_a_reply_once(cast: Cast) -> None:
    kept = read(reply(convene(cast), "nadie@otra.example"))
    replies.handle(actor=cast.actor("secretary"), reply=kept)
    kept.refresh_from_db()
    assert kept.handled_by == cast.secretary


def test_a_reply_is_read_from_bytes_alone() -> None:
    raw = carrying(
        b"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:reply\nBEGIN:VEVENT\nUID:abc\nDTSTAMP:20240312T180000\n"
        b'ATTENDEE;PARTSTAT=Accepted;SENT-BY="mailto:asistente@x.example":MAILTO:Ana@X.example\n'
        b"COMMENT:Voy con \n  Ana\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert read_reply(raw) == Reply(
        method="REPLY",
        uid="abc",
        sequence=0,
        attendee="ana@x.example",
        sent_by="asistente@x.example",
        answer="ACCEPTED",
        comment="Voy con Ana",
        stamped_at=datetime(2024, 3, 12, 18, 0, tzinfo=UTC),
        sender=FRENCH,
    )
    with pytest.raises(Unreadable):
        read_reply(carrying(b"BEGIN:VEVENT"))


def test_a_comment_in_answer_to_a_refusal_is_not_lost(cast: Cast) -> None:
    """A reply that the rules refuse is kept with its words."""
    made = convene(cast)
    Meeting.objects.filter(pk=made.pk).update(state="cancelled", state_note="No.")
    kept = read(reply(made, FRENCH, comment="Lástima"))
    assert (kept.outcome, kept.comment) == ("closed", "Lástima")
    with pytest.raises(Broken):
        answers.answer(
            actor=cast.actor("french"), seat=seat_of(made, "FR"), answer="accepted", attendee="", comment=""
        )


def test_the_command_reads_each_reply_of_the_mailbox_once(
    cast: Cast, settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = convene(cast)
    folder = tmp_path / "buzon"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "new" / "1").write_bytes(reply(made, FRENCH, "TENTATIVE"))
    (folder / "new" / "2").write_bytes(reply(made, "nadie@otra.example"))
    (folder / "new" / "3").write_bytes(b"From: x@y.example\r\nSubject: Hola\r\n\r\nOtra cosa.\r\n")
    settings.INBOX_URL = f"maildir://{folder}"
    call_command("read_replies")
    assert capsys.readouterr().out == "Mensajes leídos: 3. Respuestas: 2. Por atender: 1.\n"
    assert seat_of(made, "FR").answer == "tentative"
    call_command("read_replies")
    assert capsys.readouterr().out == "Mensajes leídos: 0. Respuestas: 0. Por atender: 1.\n"


def test_the_command_says_what_is_missing(cast: Cast, settings: LazySettings) -> None:
    settings.INBOX_URL = ""
    with pytest.raises(CommandError) as refusal:
        call_command("read_replies")
    assert str(refusal.value) == "Falta INBOX_URL, que nombra el buzón donde llegan las respuestas."
