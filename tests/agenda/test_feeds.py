"""Feeds: secret, revocable, only what their owner may see today, never a draft."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from agenda.actions import convocation, feeds
from agenda.models import AgendaVersion, CalendarFeed, Meeting
from mcig.accounts.models import User
from members.models import Posting
from tests.support import meetings
from tests.support.cast import Cast
from tests.support.convocations import convene, link_to
from tests.support.ics import Component, read

CANARY = "CANARIO-9271"


def path_of(cast: Cast, name: str = "french", slug: str = "") -> str:
    theme = meetings.theme(slug) if slug else None
    return feeds.open_feed(actor=cast.actor(name), theme=theme).removeprefix(settings.PUBLIC_URL)


def events_at(path: str) -> list[Component]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return read(answer.content).all("VEVENT")


@pytest.mark.parametrize("name", ["french", "secretary", "chilean", "administrator"])
def test_a_feed_shows_what_was_announced_and_never_a_draft(cast: Cast, name: str) -> None:
    made = convene(cast)
    meetings.meeting(cast, f"Borrador {CANARY}")
    answer = Client().get(path_of(cast, name))
    assert CANARY not in answer.content.decode()
    assert [each.one("UID").value for each in read(answer.content).all("VEVENT")] == [str(made.calendar_uid)]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_cancelled_meeting_stays_as_cancelled(cast: Cast) -> None:
    made = convene(cast)
    convocation.cancel(actor=cast.actor("secretary"), meeting=made, version=made.version, reason="Sin sede.")
    (event,) = events_at(path_of(cast))
    assert (event.one("STATUS").value, event.one("COMMENT").text) == ("CANCELLED", "Sin sede.")
    assert event.one("SUMMARY").text == "Cancelada: MCIG: Reunión ordinaria de abril"
    assert event.one("SEQUENCE").value == "1"


def test_a_feed_speaks_its_owners_language(cast: Cast) -> None:
    convene(cast)
    User.objects.filter(pk=cast.french.pk).update(language="en")
    (event,) = events_at(path_of(cast))
    assert event.one("DESCRIPTION").text.splitlines()[:2] == [
        "Ordinary meeting 1 of 2024",
        "9 April 2024, from 10:00 to 12:00 (Mexico City time)",
    ]


def test_an_unchanged_feed_is_not_sent_again(cast: Cast) -> None:
    made, path, browser = convene(cast), path_of(cast), Client()
    etag = browser.get(path)["ETag"]
    assert browser.get(path, headers={"If-None-Match": etag}).status_code == 304
    Meeting.objects.filter(pk=made.pk).update(place="Otra sala")
    changed = browser.get(path, headers={"If-None-Match": etag})
    assert (changed.status_code, changed["ETag"] == etag) == (200, False)


def test_only_a_hash_is_kept_and_renewing_ends_the_old_address(cast: Cast) -> None:
    first, second = path_of(cast), path_of(cast)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    token = second.rsplit("/", 1)[-1].removesuffix(".ics")
    assert not CalendarFeed.objects.filter(digest__contains=token).exists()
    assert [each.revoked_at is None for each in CalendarFeed.objects.order_by("pk")] == [False, True]


def test_the_right_ends_with_the_posting_at_the_next_fetch(cast: Cast) -> None:
    convene(cast)
    path = path_of(cast)
    Posting.objects.filter(person__user=cast.french).update(validity=(date(2018, 1, 1), date(2024, 3, 12)))
    assert Client().get(path).status_code == 404
    assert Client().get(reverse("calendar-feed", args=["inventado"])).status_code == 404


def test_reading_a_feed_too_often_is_refused(cast: Cast) -> None:
    path, browser = path_of(cast), Client()
    answers = [browser.get(path).status_code for _fetch in range(61)]
    assert answers == [200] * 60 + [429]


def test_a_theme_shows_the_meetings_whose_published_agenda_names_it(cast: Cast) -> None:
    made = convene(cast)
    convene(cast, title="Otra")
    path = path_of(cast, slug="cuidados")
    assert events_at(path) == []
    name = "Sistema nacional o integral de cuidados"
    AgendaVersion.objects.create(
        meeting=made,
        number=1,
        data={"items": [{"title": "Punto", "theme": {"es": name, "en": name}}]},
        published_by=cast.secretary,
    )
    assert [each.one("UID").value for each in events_at(path)] == [str(made.calendar_uid)]


def test_the_page_shows_an_address_once_and_revokes_it(cast: Cast) -> None:
    browser, page = cast.client("french"), reverse("calendar-feeds")
    assert browser.get(page).context["address"] == ""
    shown = browser.post(page, {"theme": ""}).context["address"]
    assert browser.get(page).context["address"] == ""
    path = shown.removeprefix(settings.PUBLIC_URL)
    assert Client().get(path).status_code == 200
    pk = CalendarFeed.objects.get().pk
    assert cast.client("german").post(reverse("calendar-feed-revoke", args=[pk])).status_code == 404
    assert browser.post(reverse("calendar-feed-revoke", args=[pk])).status_code == 302
    assert Client().get(path).status_code == 404


def test_the_same_file_at_a_link_and_for_accounts(cast: Cast) -> None:
    made = convene(cast)
    by_link = read(Client().get(link_to("francia@mcig.example") + "?formato=ics").content)
    assert by_link.one("METHOD").value == "REQUEST"
    assert by_link.all("VEVENT")[0].one("ATTENDEE").value == "mailto:francia@mcig.example"
    address = reverse("meeting-calendar", args=[made.pk])
    own = read(cast.client("french").get(address).content)
    assert own.all("VEVENT")[0].one("ATTENDEE").value == "mailto:francia@mcig.example"
    other = read(cast.client("secretary").get(address).content)
    assert not other.has("METHOD")
    assert not other.all("VEVENT")[0].has("ATTENDEE")
