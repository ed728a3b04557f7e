"""An invitation pins its address, works once and for fourteen days; opening it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from mcig.access import Role, actor_for
from mcig.accounts import actions
from mcig.accounts.models import Invitation, InvitationState, User
from mcig.accounts.signals import account_created
from mcig.notices.models import Message
from mcig.rules import Broken
from mcig.web.once import new_key
from members.models import Person, Posting, Seat, SeatKind
from tests.support.cast import TODAY, Cast

NEW = "paula.nueva@mcig.example"
LastMail = Callable[[str], Message]


def invite(people: Cast, **changes: str) -> Invitation:
    wanted = {"email": NEW, "name": "Paula Nueva", "language": "es"} | changes
    return actions.invite(actor=people.actor("secretary"), **wanted)


def link_in(message: Message) -> str:
    found = re.search(r"http\S+(/cuenta/invitacion/\S+)", message.body)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("inviter", ["secretary", "administrator"])
def test_invitation_is_sent_from_the_page(inviter: str, people: Cast, last_mail: LastMail) -> None:
    data = {"name": "Paula Nueva", "email": "Paula.Nueva@mcig.example", "language": "es", "once": new_key()}
    browser = people.client(inviter)
    assert browser.post("/cuenta/invitaciones/", data)["Location"] == "/cuenta/invitaciones/"
    browser.post("/cuenta/invitaciones/", data)
    assert [each.email for each in Invitation.objects.all()] == [NEW]
    sent = last_mail(NEW)
    assert (sent.subject, sent.is_confidential) == ("MCIG · Invitación para abrir su cuenta", True)
    assert "vence el 26 de marzo de 2024, 12:00 (hora de la Ciudad de México)" in sent.body


@pytest.mark.parametrize("name", ["anonymous", "french", "chilean", "former", "stranger"])
def test_nobody_else_invites(name: str, people: Cast) -> None:
    response = people.client(name).get("/cuenta/invitaciones/")
    assert response.status_code == (302 if name == "anonymous" else 403)


def test_invitation_speaks_its_own_language(people: Cast, last_mail: LastMail) -> None:
    invite(people, language="en")
    assert people.mesa.name_en in last_mail(NEW).body


def test_opening_the_link_changes_nothing(people: Cast, browser: Client, last_mail: LastMail) -> None:
    invite(people)
    page = browser.get(link_in(last_mail(NEW)))
    assert page.status_code == 200
    assert NEW in page.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_acceptance_opens_the_account_once(people: Cast, browser: Client, last_mail: LastMail) -> None:
    seen: list[User] = []
    account_created.connect(lambda user, **kwargs: seen.append(user), weak=False, dispatch_uid="seen")
    invite(people)
    link = link_in(last_mail(NEW))
    response = browser.post(link, {"password": "una-clave-larga-y-mia", "email": "otra@mcig.example"})
    account_created.disconnect(dispatch_uid="seen")
    user = User.objects.get(email=NEW)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert seen == [user]
    assert user.check_password("una-clave-larga-y-mia")
    assert EmailAddress.objects.filter(user=user, email=NEW, verified=True, primary=True).count() == 1
    assert "Su cuenta está abierta." in browser.get("/").content.decode()
    again = Client().get(link)
    assert (again.status_code, "Esta invitación ya se usó" in again.content.decode()) == (410, True)
    assert Client().post(link, {"password": ""}).status_code == 410


def test_acceptance_without_password_enters_by_code(
    people: Cast, browser: Client, last_mail: LastMail
) -> None:
    invite(people)
    browser.post(link_in(last_mail(NEW)), {"password": ""})
    assert not User.objects.get(email=NEW).has_usable_password()
    assert browser.get("/cuenta/contrasena/")["Location"] == "/cuenta/contrasena/crear/"


def test_weak_password_is_refused(people: Cast, browser: Client, last_mail: LastMail) -> None:
    invite(people)
    page = browser.post(link_in(last_mail(NEW)), {"password": "corta"})
    assert page.status_code == 422
    assert not User.objects.filter(email=NEW).exists()


def test_expired_invitation_says_what_to_do(
    people: Cast, browser: Client, last_mail: LastMail, clock: Any
) -> None:
    invite(people)
    clock.shift(timedelta(days=14, seconds=1))
    page = browser.post(link_in(last_mail(NEW)), {"password": ""})
    assert page.status_code == 410
    assert "Pida a la secretaría técnica que le envíe otra." in page.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_revoked_and_unknown_answer_alike(people: Cast, browser: Client, last_mail: LastMail) -> None:
    invitation = invite(people)
    link = link_in(last_mail(NEW))
    people.client("secretary").post(f"/cuenta/invitaciones/{invitation.pk}/anular/")
    revoked = browser.get(link)
    answers = [browser.get(f"/cuenta/invitacion/{key}/") for key in (new_key(), "no-es-una-clave")]
    texts = {
        re.sub(r'csrfmiddlewaretoken" value="\w+"|/cuenta/invitacion/[\w-]+/', "", a.content.decode())
        for a in [revoked, *answers]
    }
    assert {answer.status_code for answer in [revoked, *answers]} == {404}
    assert len(texts) == 1


def test_new_invitation_replaces_the_pending_one(people: Cast) -> None:
    first = invite(people)
    second = invite(people)
    first.refresh_from_db()
    assert (first.state, second.state) == (InvitationState.REVOKED, InvitationState.OPEN)


@pytest.mark.parametrize("closed", [False, True])
def test_address_with_an_account_is_not_invited(closed: bool, people: Cast) -> None:
    if closed:
        actions.close(actor=people.actor("administrator"), user=people.french)
    with pytest.raises(Broken) as refused:
        invite(people, email=people.french.email)
    assert refused.value.field == "email"


def test_page_keeps_what_was_typed_when_refused(people: Cast) -> None:
    data = {"name": "Otra", "email": people.french.email, "language": "es", "once": new_key()}
    page = people.client("secretary").post("/cuenta/invitaciones/", data)
    assert page.status_code == 422
    assert page.context["form"].errors["email"] == ["Ya existe una cuenta con esa dirección."]
    assert page.context["form"]["name"].value() == "Otra"
    assert page.context["once"] != data["once"]


def test_invitation_waits_while_somebody_else_is_logged_in(people: Cast, last_mail: LastMail) -> None:
    invite(people)
    link = link_in(last_mail(NEW))
    browser = people.client("french")
    assert "Tiene una sesión abierta" in browser.post(link, {"password": ""}).content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_list_costs_the_same_at_one_and_at_three(people: Cast, django_assert_num_queries: Any) -> None:
    browser = people.client("secretary")
    for number, address in enumerate(["a@mcig.example", "b@mcig.example", "c@mcig.example"]):
        invite(people, email=address)
        if number in (0, 2):
            with django_assert_num_queries(10):
                browser.get("/cuenta/invitaciones/")


def known_person(**changes: Any) -> Person:
    return Person.objects.create(**({"name": "Paula Nueva", "email": "Paula.Nueva@mcig.example"} | changes))


def test_acceptance_links_the_person_known_by_that_address(people: Cast) -> None:
    person = known_person()
    Posting.objects.create(
        seat=Seat.objects.create(organisation=people.germany, kind=SeatKind.ALTERNATE),
        person=person,
        title="Suplencia",
        validity=DateRange(TODAY, None),
    )
    user = actions.accept(invitation=invite(people), password=None)
    person.refresh_from_db()
    assert person.user == user
    assert actor_for(user, TODAY).holds(Role.PRESIDENCY)


def test_two_people_with_one_address_are_linked_by_hand(people: Cast) -> None:
    both = [known_person(), known_person(name="Otra Paula")]
    actions.accept(invitation=invite(people), password=None)
    for person in both:
        person.refresh_from_db()
    assert [person.user for person in both] == [None, None]
