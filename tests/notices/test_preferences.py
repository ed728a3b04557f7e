"""What each person receives: chosen in the account, through the link of a mail, or by the secretariat."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import Traveller

from mcig.notices import Kind, Timing, tell
from mcig.notices.actions.delivery import deliver
from mcig.notices.actions.news import merge
from mcig.notices.actions.preferences import forget
from mcig.notices.models import Message, News, Preference
from tests.conftest import NOON
from tests.notices.conftest import MailServer
from tests.support.cast import Cast
from tests.support.notices import AGENDA, addressee, held, kind, letter

pytestmark = pytest.mark.django_db
FRENCH = "francia@mcig.example"
LINK = re.compile(r"http://localhost:8000(/enlace/[\w.-]+/)")


@pytest.fixture
def weekly() -> Kind:
    return kind("test-digest", timing=Timing.DIGEST)


def posted(new: str, shown: str = "digest") -> dict[str, str]:
    return {"test-digest": new, "initial-test-digest": shown}


def chosen() -> list[tuple[str, str, str]]:
    return list(Preference.objects.values_list("address", "kind_name", "timing"))


def mailed(clock: Traveller, about: Kind) -> Message:
    """The mail of a piece of news that left."""
    Preference.objects.create(address=FRENCH, kind_name=about.name, timing="now")
    tell(kind=about, to=addressee(), line="Se publicó una ficha.", address="/proyectos/")
    clock.move_to(NOON + timedelta(minutes=5))
    merge()
    return Message.objects.get()


def test_choice_in_the_account_is_kept_for_the_own_address(cast: Cast, weekly: Kind) -> None:
    browser = cast.client("french")
    assert "Avisos de prueba (test-digest)" in browser.get("/cuenta/avisos/").content.decode()
    browser.post("/cuenta/avisos/", posted("never"))
    assert chosen() == [(FRENCH, "test-digest", "never")]


def test_what_was_not_changed_on_the_page_stays_as_it_is(cast: Cast, weekly: Kind) -> None:
    Preference.objects.create(address=FRENCH, kind_name="test-digest", timing="never")
    cast.client("french").post("/cuenta/avisos/", posted("digest", shown="digest"))
    assert chosen() == [(FRENCH, "test-digest", "never")]


def test_choice_that_does_not_exist_is_refused(cast: Cast, weekly: Kind) -> None:
    assert cast.client("french").post("/cuenta/avisos/", posted("sometimes")).status_code == 422
    assert chosen() == []


def test_news_that_wait_and_are_unwanted_never_leave(cast: Cast, weekly: Kind) -> None:
    tell(kind=weekly, to=addressee(), line="Una.", address="/")
    cast.client("french").post("/cuenta/avisos/", posted("never"))
    assert News.objects.count() == 0


def test_link_in_the_mail_opens_the_same_page_and_only_its_button_saves(
    cast: Cast, clock: Traveller, weekly: Kind
) -> None:
    found = LINK.search(mailed(clock, weekly).body)
    assert found is not None
    page = Client().get(found[1])
    assert (page.status_code, FRENCH in page.content.decode()) == (200, True)
    assert chosen() == [(FRENCH, "test-digest", "now")]
    Client().post(found[1], posted("never", shown="now"))
    assert chosen() == [(FRENCH, "test-digest", "never")]


def test_mail_program_finds_the_way_out_and_the_link_is_erased_once_sent(
    cast: Cast, clock: Traveller, weekly: Kind, mail_server: MailServer
) -> None:
    message = mailed(clock, weekly)
    link = message.unsubscribe
    deliver(message.pk)
    wire = mail_server.received[0].decode().replace("\r\n ", "")
    assert f"List-Unsubscribe: <{link}>" in wire.replace("\n ", "")
    left = Message.objects.get()
    assert (left.unsubscribe, LINK.search(left.body)) == ("", None)


def test_outbox_shows_the_text_without_the_link(cast: Cast, clock: Traveller, weekly: Kind) -> None:
    message = mailed(clock, weekly)
    page = cast.client("secretary").get(f"/avisos/{message.pk}/").content.decode()
    assert ("Se publicó una ficha." in page, LINK.search(page)) == (True, None)


def test_fresh_link_is_sent_to_whom_news_were_told(cast: Cast, clock: Traveller, weekly: Kind) -> None:
    from mcig.notices.links import renew  # noqa: PLC0415

    mailed(clock, weekly)
    renew(FRENCH)
    renew("nadie@mcig.example")
    assert list(Message.objects.order_by("pk").values_list("kind_name", flat=True)) == [
        "test-digest",
        "preferences",
    ]


def test_secretariat_chooses_on_behalf(cast: Cast, weekly: Kind) -> None:
    address = f"/avisos/preferencias/?direccion={FRENCH}"
    cast.client("secretary").post(address, posted("now"))
    assert chosen() == [(FRENCH, "test-digest", "now")]
    assert cast.client("chilean").get(address).status_code == 403
    assert cast.client("secretary").get("/avisos/preferencias/?direccion=nada").status_code == 404


def test_forgotten_person_leaves_neither_name_nor_choice(cast: Cast, clock: Traveller, weekly: Kind) -> None:
    mailed(clock, weekly)
    held(cast, letter(attachments=(AGENDA,)))
    forget({FRENCH}, label="(anonimizado)")
    kept = Message.objects.order_by("pk").values_list("recipients__0", "name", "subject", "body", "state")
    gone = ("anonima@anonima.invalid", "", "(anonimizado)", "")
    assert list(kept) == [(*gone, "failed"), (*gone, "discarded")]
    assert (News.objects.count(), chosen()) == (0, [])
    events = Preference.pgh_event_model.objects  # type: ignore[attr-defined]
    assert set(events.values_list("address", flat=True)) == {"anonima@anonima.invalid"}
