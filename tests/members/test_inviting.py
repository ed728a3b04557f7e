"""Those who speak for an organisation without an account are invited together."""

from __future__ import annotations

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from mcig.accounts.models import Invitation
from mcig.notices.models import Message
from members.actions.people import Details, Post, appoint
from members.models import Organisation, Posting, SeatKind
from tests.support.cast import TODAY, Cast
from tests.support.pages import page

pytestmark = pytest.mark.django_db
ADDRESS = "/integrantes/invitar/"


def posted(cast: Cast, organisation: Organisation, kind: SeatKind, name: str, email: str) -> int:
    return appoint(
        actor=cast.actor("secretary"),
        organisation=organisation,
        kind=kind,
        details=Details(name, email, language="en"),
        post=Post(title="Enlace"),
        first=TODAY,
    ).person_id


@pytest.fixture
def newcomers(cast: Cast) -> list[int]:
    """One of Chile, one of France, and one of Chile whose address is not known."""
    return [
        posted(cast, cast.chile, SeatKind.OBSERVER, "Elisa Fuentes", "Elisa@mcig.example"),
        posted(cast, cast.france, SeatKind.OBSERVER, "Marc Dubois", "marc@mcig.example"),
        posted(cast, cast.chile, SeatKind.ALTERNATE, "Pedro Sincorreo", ""),
    ]


def test_the_chosen_are_invited_at_their_addresses_and_may_be_invited_again(
    cast: Cast, newcomers: list[int]
) -> None:
    browser = cast.client("secretary")
    shown = page(browser, ADDRESS)
    assert shown.count('name="people"') == 2
    assert shown.count(" checked>") == 2
    assert "Falta su dirección" in shown
    response = browser.post(ADDRESS, {"people": newcomers[:2]}, follow=True)
    assert "Se prepararon 2 invitaciones; salen enseguida." in response.content.decode()
    pending = Invitation.objects.filter(revoked_at=None)
    assert sorted(pending.values_list("email", "name", "language")) == [
        ("elisa@mcig.example", "Elisa Fuentes", "en"),
        ("marc@mcig.example", "Marc Dubois", "en"),
    ]
    assert sorted(Message.objects.values_list("recipients", flat=True)) == [
        ["elisa@mcig.example"],
        ["marc@mcig.example"],
    ]
    again = page(browser, ADDRESS)
    assert (again.count("Enviada el 12 de marzo de 2024"), again.count(" checked>")) == (2, 0)
    browser.post(ADDRESS, {"people": newcomers[:1]})
    assert (pending.count(), Invitation.objects.count()) == (2, 3)


def test_nobody_chosen_is_said(cast: Cast, newcomers: list[int]) -> None:
    response = cast.client("secretary").post(ADDRESS)
    assert (response.status_code, "Elija al menos a una persona." in response.content.decode()) == (422, True)


def test_each_organisation_invites_its_own_and_a_foreign_one_refuses_all(
    cast: Cast, newcomers: list[int]
) -> None:
    """France's administrator sees France's people; with one of Chile among the chosen nobody is invited."""
    Posting.objects.filter(person__user=cast.french).update(administers_during=DateRange(TODAY, None))
    browser = cast.client("french")
    shown = page(browser, ADDRESS)
    assert ("Marc Dubois" in shown, "Elisa Fuentes" in shown) == (True, False)
    assert browser.post(ADDRESS, {"people": newcomers[:2]}).status_code == 403
    assert Invitation.objects.count() == 0
    browser.post(ADDRESS, {"people": newcomers[1:2]})
    assert list(Invitation.objects.values_list("email", flat=True)) == ["marc@mcig.example"]


def test_who_has_no_address_or_an_account_is_not_invited(cast: Cast, newcomers: list[int]) -> None:
    assert cast.client("secretary").post(ADDRESS, {"people": newcomers[2:]}).status_code == 403
    assert "Solène" not in page(cast.client("secretary"), ADDRESS)
    assert "Todas las personas tienen cuenta" in page(cast.client("german"), ADDRESS)
