"""A personal link: opening changes nothing, the button does, and an ended one says what to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from time_machine import Traveller

from mcig.accounts.actions import close as close_account
from mcig.links.actions import network_of, revoke_links
from mcig.links.models import LinkUse, PersonalLink
from mcig.links.tasks import renew
from mcig.links.tokens import digest_of, new_token
from mcig.notices.models import Message
from members.actions import consultations
from members.actions.people import Details, Post, relay
from members.models import Consultation, ConsultationSeat, Person, Posting
from tests.support.cast import TODAY, Cast
from tests.support.consultations import DEADLINE, link_to, opened, seat_of

pytestmark = pytest.mark.django_db
FRANCE = "francia@mcig.example"
SUCCESSOR = "sucesora@mcig.example"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def consultation(cast: Cast) -> Consultation:
    return opened(cast)


def everything() -> list[object]:
    """All that a visit could have changed."""
    return [
        list(ConsultationSeat.objects.order_by("pk").values()),
        list(PersonalLink.objects.order_by("pk").values()),
        list(LinkUse.objects.values()),
        Message.objects.count(),
    ]


def test_token_is_signed_and_only_its_hash_is_kept(consultation: Consultation) -> None:
    token = link_to(FRANCE).split("/")[2]
    stored = PersonalLink.objects.get(seat_key=seat_of(consultation, "FR").pk)
    assert stored.digest == digest_of(token)
    assert token not in str(PersonalLink.objects.values().get(pk=stored.pk))
    assert (digest_of(token[:-1]), digest_of("x.y")) == (None, None)
    assert new_token() != new_token()


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_changes_nothing(consultation: Consultation, method: str) -> None:
    address = link_to(FRANCE)
    before = everything()
    scanner = Client(headers={"user-agent": "Mail scanner", "purpose": "prefetch"})
    for _time in range(3):
        assert getattr(scanner, method)(address).status_code == 200
    assert everything() == before


def test_page_asks_and_names_person_and_hour(consultation: Consultation) -> None:
    response = Client().get(link_to(FRANCE))
    page = response.content.decode()
    assert "Enlace personal de Françoise Francesa, por Embajada de Francia en México." in page
    assert "22 de marzo de 2024, 12:00 (hora de la Ciudad de México)" in page
    assert response["Cache-Control"] == "no-store, private"


def test_button_answers_without_an_account_and_is_kept(consultation: Consultation) -> None:
    address = link_to(FRANCE)
    response = Client(REMOTE_ADDR="192.0.2.77").post(address, {"answer": "agrees", "comment": ""})
    assert (response.status_code, response["Location"]) == (302, address)
    seat = seat_of(consultation, "FR")
    assert (seat.state, seat.source, seat.spoken_by) == ("agrees", "link", "Françoise Francesa")
    use = LinkUse.objects.get()
    assert (use.result, use.network) == ("used", "192.0.2.0/24")


def test_answer_may_be_changed_by_the_same_link(consultation: Consultation) -> None:
    address = link_to(FRANCE)
    browser = Client()
    browser.post(address, {"answer": "agrees", "comment": ""})
    browser.post(address, {"answer": "breaks", "comment": "Falta el anexo."})
    seat = seat_of(consultation, "FR")
    assert (seat.state, seat.comment, LinkUse.objects.count()) == ("breaks", "Falta el anexo.", 2)


def test_receipt_is_acknowledged_by_a_button(consultation: Consultation) -> None:
    Client().post(link_to(FRANCE), {"acknowledge": "1"})
    seat = seat_of(consultation, "FR")
    assert (seat.state, seat.opened_at is not None, seat.answered_at) == ("opened", True, None)


def test_objection_without_a_reason_keeps_the_page(consultation: Consultation) -> None:
    response = Client().post(link_to(FRANCE), {"answer": "breaks", "comment": " "})
    assert response.status_code == 422
    assert "Quien rompe el silencio expresa el motivo: escríbalo." in response.content.decode()
    assert seat_of(consultation, "FR").state == "pending"


def test_link_answers_for_its_seat_only(consultation: Consultation) -> None:
    Client().post(
        link_to(FRANCE), {"answer": "agrees", "comment": "", "seat": seat_of(consultation, "CL").pk}
    )
    states = dict(consultation.seats.values_list("seat__organisation__code", "state"))
    assert states == {"CL": "pending", "DE": "pending", "FR": "agrees"}


def ended(address: str) -> str:
    """The heading of an ended link's page; its button changes nothing any more."""
    before = list(ConsultationSeat.objects.order_by("pk").values())
    browser = Client()
    assert browser.post(address, {"answer": "breaks", "comment": "Tarde"}).status_code == 303
    response = browser.get(address)
    assert response.status_code == 410
    assert list(ConsultationSeat.objects.order_by("pk").values()) == before
    page = response.content.decode()
    assert "Enviar un enlace nuevo" in page
    return page[page.index("<h1>") + 4 : page.index("</h1>")]


def test_expired_link(consultation: Consultation, clock: Traveller) -> None:
    address = link_to(FRANCE)
    clock.move_to(DEADLINE)
    assert ended(address) == "Este enlace ya venció"
    assert LinkUse.objects.get().result == "expired"


def test_revoked_link(consultation: Consultation) -> None:
    address = link_to(FRANCE)
    revoke_links(purpose="consultation", object_key=str(consultation.pk))
    assert ended(address) == "Este enlace se anuló"


def test_used_up_link(consultation: Consultation) -> None:
    address = link_to(FRANCE)
    PersonalLink.objects.update(used_at=DEADLINE)
    assert ended(address) == "Este enlace ya se usó"


def test_link_ends_with_the_posting(consultation: Consultation, cast: Cast) -> None:
    address = link_to(FRANCE)
    posting = Posting.objects.get(person__user=cast.french)
    posting.validity = type(posting.validity)(posting.validity.lower, TODAY)
    posting.save()
    assert ended(address) == "Este enlace se anuló"


def test_link_ends_with_the_account_of_its_person(consultation: Consultation, cast: Cast) -> None:
    address = link_to(FRANCE)
    close_account(actor=cast.actor("administrator"), user=cast.french)
    assert ended(address) == "Este enlace se anuló"
    sent = Message.objects.count()
    renew(FRANCE)
    assert Message.objects.count() == sent


def test_link_of_a_person_without_an_account_lasts_as_long_as_the_posting(
    consultation: Consultation, cast: Cast
) -> None:
    address = link_to(FRANCE)
    Person.objects.filter(user=cast.french).update(user=None)
    close_account(actor=cast.actor("administrator"), user=cast.french)
    assert Client().get(address).status_code == 200


def test_relay_ends_the_link_of_who_leaves_and_the_successor_answers_by_a_fresh_one(
    consultation: Consultation, cast: Cast, clock: Traveller
) -> None:
    leaving, posting = link_to(FRANCE), Posting.objects.get(person__user=cast.french)
    relay(
        actor=cast.actor("secretary"),
        posting=posting,
        version=posting.version,
        last=TODAY,
        details=Details(name="Sucesora Francesa", email=SUCCESSOR),
        post=Post(title="Punto focal"),
        invite=False,
    )
    assert Client().get(leaving).status_code == 200, "the last day still counts"
    renew(SUCCESSOR)
    assert not Message.objects.filter(recipients=[SUCCESSOR]).exists()

    clock.shift(timedelta(days=1))
    assert ended(leaving) == "Este enlace se anuló"
    renew(FRANCE)
    assert not Message.objects.filter(subject__contains="Enlace nuevo", recipients=[FRANCE]).exists()
    Client().post("/enlace/nuevo/", {"email": SUCCESSOR.upper()})
    renew(ProcrastinateJob.objects.get(task_name="links.renew").args["address"])
    Client().post(link_to(SUCCESSOR), {"answer": "agrees", "comment": ""})
    seat = seat_of(consultation, "FR")
    assert (seat.state, seat.spoken_by) == ("agrees", "Sucesora Francesa")


def test_closed_consultation_ends_its_links(consultation: Consultation, cast: Cast) -> None:
    address = link_to(FRANCE)
    consultations.withdraw(
        actor=cast.actor("secretary"), consultation=consultation, version=consultation.version, note="Motivo"
    )
    assert ended(address) == "Este enlace se anuló"


@pytest.mark.parametrize("token", ["no-existe", "a.b", "x" * 300])
def test_unknown_link_is_not_found(consultation: Consultation, token: str) -> None:
    assert token not in link_to(FRANCE)
    for response in (Client().get(f"/enlace/{token}/"), Client().post(f"/enlace/{token}/")):
        assert response.status_code == 404
        assert "Este enlace no se reconoce" in response.content.decode()


def test_asking_anew_answers_alike_for_every_address(consultation: Consultation) -> None:
    answers = []
    for address in (FRANCE, "nadie.conocido@mcig.example"):
        response = Client().post("/enlace/nuevo/", {"email": address}, follow=True)
        page = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())
        answers.append((response.redirect_chain, response.status_code, page))
    assert answers[0] == answers[1]
    jobs = ProcrastinateJob.objects.filter(task_name="links.renew").values_list("args", flat=True)
    assert [job["address"] for job in jobs] == [FRANCE, "nadie.conocido@mcig.example"]
    assert Message.objects.count() == 3


@pytest.mark.parametrize("start", ["/enlace/no-existe/", "/enlace/nuevo/"])
def test_form_for_a_fresh_link_carries_its_protection(consultation: Consultation, start: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    text = browser.get(start).content.decode()
    form = text[text.index('action="/enlace/nuevo/"') :]
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert found is not None
    data = {"email": FRANCE, "csrfmiddlewaretoken": found[1]}
    assert browser.post("/enlace/nuevo/", data).status_code == 303


def test_fresh_link_goes_to_the_known_address_alone(consultation: Consultation) -> None:
    renew("nadie.conocido@mcig.example")
    assert Message.objects.count() == 3
    renew("Francia@MCIG.example".lower())
    assert Message.objects.filter(subject__contains="Enlace nuevo").get().recipients == [FRANCE]
    assert Client().get(link_to(FRANCE)).status_code == 200


def test_nothing_is_sent_anew_after_the_deadline(consultation: Consultation, clock: Traveller) -> None:
    clock.move_to(DEADLINE + timedelta(seconds=1))
    renew(FRANCE)
    assert Message.objects.count() == 3


def test_fresh_links_are_rationed(consultation: Consultation) -> None:
    for _time in range(4):
        renew(FRANCE)
    assert Message.objects.filter(subject__contains="Enlace nuevo").count() == 2
    answers = [Client().post("/enlace/nuevo/", {"email": FRANCE}).status_code for _time in range(6)]
    assert answers == [303] * 5 + [429]


def test_network_hides_the_single_address() -> None:
    assert network_of("203.0.113.9") == "203.0.113.0/24"
    assert network_of("2001:db8:1:2:3::4") == "2001:db8:1::/48"
    assert (network_of(None), network_of("proxy")) == ("", "")
