"""A worker that dies while the mail server has the message: nothing leaves twice, and a person decides."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from email import message_from_bytes
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from mcig.notices.actions import send
from mcig.notices.actions.delivery import deliver, find_unconfirmed, retry, take_as_sent
from mcig.notices.kinds import OTHER
from mcig.notices.models import Message
from mcig.rules import Broken
from tests.notices.conftest import MailServer
from tests.support.cast import Cast
from tests.support.notices import letter

WORKER = [sys.executable, "manage.py", "work", "--once"]


def worker(server: MailServer) -> subprocess.Popen[bytes]:
    """The real worker, on the database of this test and with its mail server."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    environment = os.environ | {
        "DATABASE_URL": database.geturl(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "DEMONSTRATION": "0",
        "DEBUG": "0",
        "PUBLIC_URL": "http://localhost:8000",
    }
    return subprocess.Popen(
        WORKER,
        cwd=settings.ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def left_by_a_dead_worker() -> Message:
    message = send(letter(), OTHER)
    Message.objects.filter(pk=message.pk).update(
        state="sending", started_at="2024-03-12T17:00:00Z", attempts=1
    )
    return message


@pytest.mark.django_db(transaction=True)
def test_worker_killed_after_the_server_took_the_message_sends_it_once(mail_server: MailServer) -> None:
    message = send(letter(), OTHER)
    process = worker(mail_server)
    mail_server.kills = process.pid
    assert process.wait(timeout=90) == -9
    mail_server.kills = 0
    assert Message.objects.get().state == "sending"
    for _patience in range(50):  # until the database has noticed that the worker is gone
        deliver(message.pk)
        if Message.objects.get().state != "sending":
            break
        time.sleep(0.1)
    assert (Message.objects.get().state, len(mail_server.received)) == ("unconfirmed", 1)
    second = worker(mail_server)
    assert second.wait(timeout=90) == 0
    assert (Message.objects.get().state, len(mail_server.received)) == ("unconfirmed", 1)


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_found_by_the_clock(mail_server: MailServer) -> None:
    left_by_a_dead_worker()
    assert (find_unconfirmed(), Message.objects.get().state) == (1, "unconfirmed")
    assert (find_unconfirmed(), mail_server.received) == (0, [])


@pytest.mark.django_db
def test_message_that_is_being_sent_is_left_alone(mail_server: MailServer) -> None:
    message = send(letter(), OTHER)
    Message.objects.filter(pk=message.pk).update(state="sending", started_at="2024-03-12T18:00:00Z")
    assert (find_unconfirmed(), Message.objects.get().state) == (0, "sending")


@pytest.mark.django_db
def test_secretariat_sends_an_unconfirmed_message_again_under_the_same_identifier(
    cast: Cast, mail_server: MailServer
) -> None:
    message = left_by_a_dead_worker()
    find_unconfirmed()
    page = cast.client("secretary").get(f"/avisos/{message.pk}/").content.decode()
    assert [words in page for words in ("sin confirmación", "Enviar de nuevo", "Dar por enviado")] == [
        True
    ] * 3
    retry(actor=cast.actor("secretary"), message=message)
    deliver(message.pk)
    assert Message.objects.get().state == "sent"
    assert [message_from_bytes(each)["Message-ID"] for each in mail_server.received] == [message.message_id]


@pytest.mark.django_db
def test_secretariat_takes_an_unconfirmed_message_as_sent(cast: Cast, mail_server: MailServer) -> None:
    message = left_by_a_dead_worker()
    with pytest.raises(Broken):
        take_as_sent(actor=cast.actor("secretary"), message=message)
    find_unconfirmed()
    assert cast.client("administrator").post(f"/avisos/{message.pk}/enviado/").status_code == 403
    assert cast.client("secretary").post(f"/avisos/{message.pk}/enviado/").status_code == 302
    settled = Message.objects.get()
    assert (settled.state, settled.sent_at, mail_server.received) == ("sent", settled.started_at, [])
