"""What a mail server sends back is found beside what was sent."""

from __future__ import annotations

import mailbox
from email import message_from_string
from email.message import Message as WireMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from mcig.notices.actions import send
from mcig.notices.actions.returns import mark_returned
from mcig.notices.bounces import refusal_in
from mcig.notices.kinds import OTHER
from mcig.notices.models import Message
from tests.support.cast import Cast
from tests.support.notices import letter

REPORT = """From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: secretaria@mcig.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; francia@mcig.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <francia@mcig.example>:
 User unknown

--b
Content-Type: {kind}

From: secretaria@mcig.example
Message-ID: {identifier}
Subject: Convocatoria

--b--
"""
PLAIN = """From: MAILER-DAEMON@mx.example
To: secretaria@mcig.example
Subject: failure notice
Content-Type: text/plain; charset=utf-8

Hi. This is the program at mx.example.
<francia@mcig.example>: 550 mailbox unavailable

Message-ID: {identifier}
"""


def report(identifier: str, action: str = "failed", kind: str = "message/rfc822") -> WireMessage:
    return message_from_string(REPORT.format(identifier=identifier, action=action, kind=kind))


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_delivery_report_names_the_message_and_the_reason(kind: str) -> None:
    refusal = refusal_in(report("<uno@mcig.example>", kind=kind))
    assert refusal is not None
    assert refusal.message_ids == ("<uno@mcig.example>",)
    assert refusal.reason == "550 5.1.1 <francia@mcig.example>: User unknown"


def test_delay_is_no_refusal() -> None:
    assert refusal_in(report("<uno@mcig.example>", action="delayed")) is None


def test_plain_refusal_of_a_mail_daemon_counts() -> None:
    refusal = refusal_in(message_from_string(PLAIN.format(identifier="<uno@mcig.example>")))
    assert refusal is not None
    assert "<uno@mcig.example>" in refusal.message_ids
    assert refusal.reason == "<francia@mcig.example>: 550 mailbox unavailable"


def test_answer_of_a_person_is_no_refusal() -> None:
    words = PLAIN.replace("MAILER-DAEMON", "ana").format(identifier="<uno@mcig.example>")
    assert refusal_in(message_from_string(words)) is None


def sent() -> Message:
    message = send(letter(), OTHER)
    Message.objects.filter(pk=message.pk).update(state="sent")
    return message


@pytest.mark.django_db
def test_message_that_came_back_is_shown_with_its_reason(cast: Cast) -> None:
    message, other = sent(), sent()
    assert mark_returned(report(message.message_id)) is True
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "sent"]
    page = cast.client("secretary").get("/avisos/?estado=returned").content.decode()
    assert ("User unknown" in page, f"/avisos/{message.pk}/" in page, f"/avisos/{other.pk}/" in page) == (
        True,
        True,
        False,
    )


@pytest.mark.django_db
def test_refusal_of_what_we_never_sent_changes_nothing() -> None:
    sent()
    assert mark_returned(report("<ajeno@example.org>")) is False
    assert Message.objects.get().state == "sent"


@pytest.mark.django_db
def test_command_reads_the_mailbox_once(tmp_path: Path, settings: Any, capsys: Any) -> None:
    settings.INBOX_URL = f"maildir://{tmp_path / 'buzon'}"
    box = mailbox.Maildir(tmp_path / "buzon", create=True)
    box.add(report(sent().message_id))
    for _time in range(2):
        call_command("read_bounces")
    assert capsys.readouterr().out.splitlines() == [
        "Mensajes leídos: 1. Devueltos: 1. Ilegibles: 0.",
        "Mensajes leídos: 0. Devueltos: 0. Ilegibles: 0.",
    ]
