"""Personal links to commitments, and the reminders that carry them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from agenda.actions.commitment_reminders import remind
from agenda.actions.commitments import CommitmentFacts, correct_commitment
from agenda.actions.followup import Update, update_own
from agenda.models import Commitment, CommitmentReminder
from mcig.links.models import LinkUse
from mcig.links.tasks import renew
from mcig.notices.models import Message
from members.actions.people import end_posting
from members.models import Posting
from tests.support.cast import Cast
from tests.support.outcomes import DUE, PROMISED, commitment

pytestmark = pytest.mark.django_db
FRANCE = "francia@mcig.example"
LINK = re.compile(r"https?://\S+/enlace/[A-Za-z0-9_.-]+/")
NINE = timedelta(hours=15)  # 9:00 in Mexico City, after midnight in UTC


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def at(day: date, clock: timedelta = NINE) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + clock


def mails() -> list[tuple[list[str], str]]:
    return list(Message.objects.order_by("pk").values_list("recipients", "subject"))


def link() -> str:
    """The personal link of the last message to France."""
    body = Message.objects.filter(recipients=[FRANCE]).latest("pk").body
    found = LINK.search(body)
    assert found is not None
    return urlsplit(found[0]).path


def test_reminders_leave_once_before_and_once_after_the_due_date(cast: Cast) -> None:
    commitment(cast)
    days = [DUE + timedelta(days=days) for days in range(-10, 6)]
    sent = [day for day in days for _again in range(3) if remind(at(day))]
    assert sent == [DUE - timedelta(days=7), DUE - timedelta(days=1), DUE + timedelta(days=1)]
    assert mails() == [
        ([FRANCE], "MCIG · Compromiso 2024-001: fecha compromiso, 10 de abril de 2024"),
        ([FRANCE], "MCIG · Compromiso 2024-001: fecha compromiso, 10 de abril de 2024"),
        ([FRANCE], "MCIG · Compromiso vencido 2024-001"),
    ]


def test_after_a_downtime_only_the_last_reminder_leaves(cast: Cast) -> None:
    commitment(cast)
    assert remind(at(DUE + timedelta(days=30))) == 1
    assert mails() == [([FRANCE], "MCIG · Compromiso vencido 2024-001")]
    assert remind(at(DUE + timedelta(days=31))) == 0


def test_nothing_leaves_before_eight_in_the_morning(cast: Cast) -> None:
    commitment(cast)
    day = DUE - timedelta(days=7)
    assert remind(at(day, timedelta(hours=13, minutes=59))) == 0
    assert remind(at(day, timedelta(hours=14))) == 1


def test_a_new_date_is_reminded_of_anew_and_what_is_closed_never(cast: Cast) -> None:
    made = commitment(cast, needs_evidence=False)
    remind(at(DUE - timedelta(days=1)))
    later = CommitmentFacts(PROMISED, cast.france.pk, due_on=date(2024, 5, 1), needs_evidence=False)
    correct_commitment(actor=cast.actor("secretary"), commitment=made, version=1, facts=later)
    assert remind(at(DUE + timedelta(days=1))) == 0
    assert remind(at(date(2024, 4, 24))) == 1
    update_own(actor=cast.actor("french"), commitment=made, update=Update("done"))
    assert remind(at(date(2024, 5, 2))) == 0
    assert list(CommitmentReminder.objects.order_by("pk").values_list("due_on", "days")) == [
        (DUE, -1),
        (date(2024, 5, 1), -7),
    ]


def test_a_link_shows_and_its_button_tells(cast: Cast) -> None:
    made = commitment(cast)
    with time_machine.travel(at(DUE - timedelta(days=1))):
        remind()
        address, browser = link(), Client()
        before = Commitment.objects.values().get()
        shown = browser.get(address).content.decode()
        assert "lo que registre quedará a nombre de Françoise Francesa" in shown
        assert PROMISED in shown
        assert Commitment.objects.values().get() == before
        assert not LinkUse.objects.exists()
        refused = browser.post(address, {"event": "done", "note": ""})
        assert refused.status_code == 422
        assert "se cumple con evidencia" in refused.content.decode()
        assert browser.post(address, {"event": "done", "note": "Se envió."}).status_code == 302
    made.refresh_from_db()
    step = made.steps.get()
    assert (made.state, step.source, step.spoken_by, step.person and step.person.user) == (
        "fulfilled",
        "link",
        "Françoise Francesa",
        cast.french,
    )
    event = made.events.order_by("-pgh_id").first()
    assert event.pgh_context.metadata["capacity"] == "Por enlace personal de Françoise Francesa"


def test_a_link_ends_with_the_posting(cast: Cast) -> None:
    commitment(cast)
    with time_machine.travel(at(DUE - timedelta(days=1))):
        remind()
        posting = Posting.objects.get(person__user=cast.french)
        end_posting(actor=cast.actor("secretary"), posting=posting, version=1, last=DUE - timedelta(days=2))
        assert Client().get(link()).status_code == 410


def test_fresh_links_are_sent_to_who_speaks_for_an_owner_only(cast: Cast) -> None:
    commitment(cast)
    commitment(cast, "Invitar a la academia.", due_on=None)
    renew(address="Francia@mcig.example")
    assert mails() == [([FRANCE], "MCIG · Enlaces nuevos a sus compromisos")]
    body = Message.objects.get().body
    assert body.count("/enlace/") == 2
    assert "Invitar a la academia." in body
    renew(address="nadie@mcig.example")
    renew(address="alemania@mcig.example")
    assert Message.objects.count() == 1


def test_mail_speaks_the_language_of_its_reader(cast: Cast) -> None:
    commitment(cast)
    Posting.objects.get(person__user=cast.french).person.__class__.objects.filter(user=cast.french).update(
        language="en"
    )
    remind(at(DUE + timedelta(days=1)))
    message = Message.objects.get()
    assert message.subject == "MCIG · Overdue commitment 2024-001"
    assert "Dear Françoise Francesa" in message.body
