"""News become one mail: after a quiet moment, weekly, or never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from time_machine import Traveller

from mcig.notices import Addressee, Kind, Timing, tell
from mcig.notices.actions.news import merge
from mcig.notices.models import Message, News, Preference
from tests.conftest import NOON
from tests.support.cast import Cast
from tests.support.notices import addressee, kind

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
MONDAY_EIGHT = datetime(2024, 3, 18, 14, 0, tzinfo=UTC)  # 08:00 in Mexico City


@pytest.fixture
def at_once() -> Kind:
    return kind("test-now", timing=Timing.NOW)


@pytest.fixture
def weekly() -> Kind:
    return kind("test-digest", timing=Timing.DIGEST)


def piece(about: Kind, line: str = "Chile presentó una candidatura.", mailbox: str = "francia") -> None:
    tell(kind=about, to=addressee(mailbox), line=line, address="/presidencia/")


def sent() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("recipients__0", "subject"))


def test_burst_becomes_one_mail_once_it_is_quiet(cast: Cast, clock: Traveller, at_once: Kind) -> None:
    piece(at_once, "Chile presentó una candidatura.")
    clock.move_to(NOON + MINUTE)
    piece(at_once, "Alemania se unió a la candidatura.")
    clock.move_to(NOON + 3 * MINUTE)
    assert (merge(), sent()) == (0, [])
    clock.move_to(NOON + 5 * MINUTE)
    assert (merge(), sent()) == (1, [("francia@mcig.example", "MCIG · 2 novedades")])
    body = Message.objects.get().body
    assert [line for line in body.splitlines() if line.startswith("– ")] == [
        "– Chile presentó una candidatura.",
        "– Alemania se unió a la candidatura.",
    ]
    assert "http://localhost:8000/presidencia/" in body


def test_single_piece_is_its_own_subject(cast: Cast, clock: Traveller, at_once: Kind) -> None:
    piece(at_once)
    clock.move_to(NOON + 4 * MINUTE)
    merge()
    assert sent() == [("francia@mcig.example", "MCIG · Chile presentó una candidatura.")]
    assert Message.objects.get().kind_name == "test-now"


def test_burst_that_never_ends_leaves_after_a_quarter_of_an_hour(
    cast: Cast, clock: Traveller, at_once: Kind
) -> None:
    for minute in range(16):
        clock.move_to(NOON + minute * MINUTE)
        piece(at_once, f"Noticia {minute}")
    assert (merge(), sent()) == (1, [("francia@mcig.example", "MCIG · 16 novedades")])


def test_same_news_told_twice_are_read_once(cast: Cast, clock: Traveller, at_once: Kind) -> None:
    piece(at_once)
    piece(at_once)
    clock.move_to(NOON + 4 * MINUTE)
    merge()
    assert Message.objects.get().body.count("Chile presentó una candidatura.") == 1


def test_each_person_has_their_own_mail_in_their_language(
    cast: Cast, clock: Traveller, at_once: Kind
) -> None:
    piece(at_once)
    tell(
        kind=at_once,
        to=addressee("alemania", "Anna Alemana", "en"),
        line="Chile has stood as a candidate.",
        address="/presidencia/",
    )
    clock.move_to(NOON + 4 * MINUTE)
    assert merge() == 2
    assert [recipient for recipient, _subject in sent()] == ["alemania@mcig.example", "francia@mcig.example"]
    english = Message.objects.get(recipients=["alemania@mcig.example"])
    assert ("Dear Anna Alemana," in english.body, "Hay novedades" in english.body) == (True, False)


def test_digest_leaves_on_monday_at_eight_once(cast: Cast, clock: Traveller, weekly: Kind) -> None:
    piece(weekly)
    piece(weekly, "Se publicó una ficha.")
    clock.move_to(MONDAY_EIGHT - timedelta(seconds=1))
    assert merge() == 0
    clock.move_to(MONDAY_EIGHT)
    assert (merge(), merge()) == (1, 0)
    assert sent() == [("francia@mcig.example", "MCIG · Resumen de la semana: 2 novedades")]
    assert ProcrastinateJob.objects.filter(task_name="notices.deliver").count() == 1


def test_digest_that_a_downtime_missed_leaves_afterwards(cast: Cast, clock: Traveller, weekly: Kind) -> None:
    piece(weekly, "De la semana pasada.")
    clock.move_to(MONDAY_EIGHT + timedelta(days=2))
    piece(weekly, "De esta semana.")
    assert merge() == 1
    assert sent() == [("francia@mcig.example", "MCIG · De la semana pasada.")]
    clock.move_to(MONDAY_EIGHT + timedelta(days=7))
    merge()
    assert sent()[1:] == [("francia@mcig.example", "MCIG · De esta semana.")]


def test_choice_of_the_person_holds_over_the_kind(
    cast: Cast, clock: Traveller, at_once: Kind, weekly: Kind
) -> None:
    Preference.objects.create(address="francia@mcig.example", kind_name="test-now", timing="never")
    Preference.objects.create(address="francia@mcig.example", kind_name="test-digest", timing="now")
    piece(at_once)
    piece(weekly, "Se publicó una ficha.")
    clock.move_to(NOON + 4 * MINUTE)
    merge()
    assert sent() == [("francia@mcig.example", "MCIG · Se publicó una ficha.")]


def test_address_in_capitals_is_the_same_person(cast: Cast, weekly: Kind) -> None:
    tell(kind=weekly, to=addressee("FRANCIA"), line="Una.", address="/")
    assert News.objects.get().address == "francia@mcig.example"


def test_person_without_an_address_is_told_nothing(cast: Cast, weekly: Kind) -> None:
    tell(kind=weekly, to=Addressee("", "Sin Correo", "es"), line="Una.", address="/")
    assert News.objects.count() == 0


def test_message_about_which_nobody_chooses_is_not_told(cast: Cast) -> None:
    with pytest.raises(ValueError, match="not told"):
        piece(kind())
