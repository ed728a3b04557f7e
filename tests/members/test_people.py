"""People and postings: who joins, who is corrected, who leaves, who follows whom."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from mcig.accounts.models import Invitation
from members.models import AddressForm, Person, Posting, PostTitle, Seat
from tests.support.cast import Cast, occupant, sign_in
from tests.support.consultations import opened
from tests.support.fichas import project

TODAY = date(2024, 3, 12)


@pytest.fixture
def counsellor(db: None) -> PostTitle:
    made, _created = PostTitle.objects.get_or_create(
        neutral="Consejería",
        defaults={"feminine": "Consejera", "masculine": "Consejero", "english": "Counsellor"},
    )
    return made


def main_text(response: Any) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main.split(">", 1)[1]).split())


def errors(response: Any) -> list[str]:
    assert response.status_code == 422
    return [str(error) for found in response.context["form"].errors.values() for error in found]


def add(browser: Client, code: str = "CL", **data: Any) -> Any:
    address = f"/integrantes/{code}/personas/nueva/"
    page = browser.get(address)
    sent = {
        "once": page.context["once"] if page.context else "",
        "name": "Rosa Nueva",
        "email": "rosa@mcig.example",
        "language": "es",
        "address_form": "feminine",
        "title": "Enlace",
        "kind": "observer",
        "first": "2024-03-12",
    }
    return browser.post(address, {**sent, **data})


def posting_of(user: Any) -> Posting:
    return Posting.objects.get(person__user=user)


def delegate(cast: Cast) -> Posting:
    """The French focal point looks after the people of France."""
    posting = posting_of(cast.french)
    posting.administers_during = DateRange(date(2024, 1, 1), None)
    posting.save()
    return posting


def test_person_is_posted_with_the_title_in_the_form_they_wish_and_invited(
    cast: Cast, counsellor: PostTitle
) -> None:
    secretary = cast.client("secretary")
    response = add(secretary, invite="on", catalogued=str(counsellor.pk))
    assert response["Location"] == "/integrantes/CL/"
    posting = Posting.objects.get(person__email="rosa@mcig.example")
    assert (posting.title, posting.validity) == ("Consejera", DateRange(TODAY, None))
    assert [each.email for each in Invitation.objects.all()] == ["rosa@mcig.example"]
    assert "Observación Rosa Nueva Consejera" in main_text(secretary.get("/integrantes/CL/"))
    english = sign_in(Client(), cast.secretary)
    english.cookies["django_language"] = "en"
    assert "Rosa Nueva Counsellor" in main_text(english.get("/integrantes/CL/"))


def test_title_follows_the_form_that_the_person_wishes(cast: Cast, counsellor: PostTitle) -> None:
    posting = posting_of(cast.french)
    posting.catalogued, posting.title = counsellor, "Consejería"
    posting.save()
    person = posting.person
    for form, title in zip(AddressForm.values, ["Consejería", "Consejera", "Consejero"], strict=True):
        person.refresh_from_db()
        cast.client("secretary").post(
            f"/personas/{person.pk}/editar/",
            {
                "version": str(person.version),
                "name": person.name,
                "email": person.email,
                "language": "es",
                "address_form": form,
            },
        )
        assert posting_of(cast.french).title == title


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"first": "2017-12-31"},
            "La adscripción no puede empezar antes de que la organización integre la mesa.",
        ),
        ({"kind": "principal"}, "Otra persona ocupa ese lugar en esas fechas."),
        ({"last": "2024-03-11"}, "El último día no puede ser anterior al primero."),
        ({"first": "31/02/2024"}, "Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018."),
        ({"title": ""}, "Elija un cargo del catálogo o escríbalo."),
        ({"email": "no es correo"}, "Introduzca una dirección de correo electrónico válida."),
        ({"name": ""}, "Este campo es obligatorio."),
    ],
)
def test_posting_that_cannot_be_is_refused_in_words(cast: Cast, data: dict[str, str], sentence: str) -> None:
    before = Posting.objects.count(), Person.objects.count(), Invitation.objects.count()
    wanted = {"kind": "alternate"} if "first" in data else {}
    response = add(cast.client("secretary"), **{**wanted, **data, "invite": "on"})
    assert errors(response) == [sentence]
    assert (Posting.objects.count(), Person.objects.count(), Invitation.objects.count()) == before


def test_organisation_outside_the_mesa_has_observers_only(cast: Cast) -> None:
    from tests.support.cast import organisation  # noqa: PLC0415

    organisation("GOB", "Secretaría de las Mujeres", member=False)
    secretary = cast.client("secretary")
    assert errors(add(secretary, code="GOB", kind="principal")) == [
        "La organización no integra la mesa ni tiene un mandato: solo puede tener observación."
    ]
    assert add(secretary, code="GOB", kind="observer").status_code == 303


def test_double_click_is_one_posting(cast: Cast) -> None:
    secretary = cast.client("secretary")
    key = secretary.get("/integrantes/CL/personas/nueva/").context["once"]
    assert [add(secretary, once=key).status_code for _ in range(2)] == [303, 303]
    assert Posting.objects.filter(person__email="rosa@mcig.example").count() == 1


def test_access_ends_by_itself_the_day_after_a_posting(cast: Cast) -> None:
    posting = posting_of(cast.french)
    response = cast.client("secretary").post(
        f"/adscripciones/{posting.pk}/concluir/", {"version": "1", "last": "2024-03-20"}
    )
    assert response.status_code == 303
    with time_machine.travel("2024-03-20T23:30:00-06:00"):
        assert sign_in(Client(), cast.french).get("/integrantes/").status_code == 200
    with time_machine.travel("2024-03-21T00:30:00-06:00"):
        assert sign_in(Client(), cast.french).get("/integrantes/").status_code == 403
    assert Person.objects.filter(user=cast.french).exists()


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        ("2017-12-31", "La adscripción no puede concluir antes de haber empezado."),
        ("", "Este campo es obligatorio."),
    ],
)
def test_end_out_of_order_is_refused(cast: Cast, last: str, sentence: str) -> None:
    posting = posting_of(cast.french)
    response = cast.client("secretary").post(
        f"/adscripciones/{posting.pk}/concluir/", {"version": "1", "last": last}
    )
    assert errors(response) == [sentence]


def test_ended_posting_is_not_prolonged_by_ending_it(cast: Cast) -> None:
    posting = posting_of(cast.former)
    response = cast.client("secretary").post(
        f"/adscripciones/{posting.pk}/concluir/", {"version": "1", "last": "2024-06-01"}
    )
    assert errors(response) == ["La adscripción ya concluye antes de ese día."]


def test_own_administrator_invites_and_ends_people_of_that_organisation_only(cast: Cast) -> None:
    delegate(cast)
    french = cast.client("french")
    assert add(french, code="FR", invite="on").status_code == 303
    alternate, chilean = posting_of(cast.french_alternate), posting_of(cast.chilean)
    assert (
        french.post(
            f"/adscripciones/{alternate.pk}/concluir/", {"version": "1", "last": "2024-03-12"}
        ).status_code
        == 303
    )
    foreign = f"/adscripciones/{chilean.pk}/concluir/"
    assert french.get(foreign).status_code == 404
    assert french.post(foreign, {"version": "1", "last": "2024-03-12"}).status_code == 404
    assert french.get(f"/personas/{chilean.person_id}/editar/").status_code == 404
    assert french.get("/integrantes/CL/personas/nueva/").status_code == 404
    assert "Agregar una persona" in main_text(french.get("/integrantes/FR/"))
    assert "Agregar una persona" not in main_text(french.get("/integrantes/CL/"))


def test_member_without_delegation_changes_nobody_and_delegation_ends_with_its_date(cast: Cast) -> None:
    posting = posting_of(cast.french)
    assert cast.client("french").get("/integrantes/FR/personas/nueva/").status_code == 404
    posting.administers_during = DateRange(date(2024, 1, 1), TODAY)
    posting.save()
    assert cast.client("french").get("/integrantes/FR/personas/nueva/").status_code == 404
    assert cast.client("german").get(f"/adscripciones/{posting.pk}/relevo/").status_code == 404


def test_delegation_begins_and_ends_today(cast: Cast) -> None:
    posting = posting_of(cast.french)
    secretary = cast.client("secretary")
    address = f"/adscripciones/{posting.pk}/editar/"
    secretary.post(address, {"version": "1", "title": "Enlace", "administers": "on"})
    assert posting_of(cast.french).administers_during == DateRange(TODAY, None)
    secretary.post(address, {"version": "2", "title": "Enlace"})
    assert posting_of(cast.french).administers_during is None


def test_own_administrator_does_not_take_a_person_of_another_organisation(cast: Cast) -> None:
    delegate(cast)
    response = add(cast.client("french"), code="FR", email=cast.chilean.email.upper())
    assert errors(response) == [
        "Esa dirección es de una persona de otra organización. Pídalo a la secretaría técnica."
    ]


def test_known_account_is_linked_instead_of_invited(cast: Cast) -> None:
    add(cast.client("secretary"), email=cast.stranger.email, invite="on")
    assert Person.objects.get(email=cast.stranger.email).user == cast.stranger
    assert Invitation.objects.count() == 0


def test_address_of_another_person_is_refused(cast: Cast) -> None:
    person = posting_of(cast.french).person
    response = cast.client("secretary").post(
        f"/personas/{person.pk}/editar/",
        {
            "version": "1",
            "name": "F",
            "email": cast.chilean.email,
            "language": "es",
            "address_form": "neutral",
        },
    )
    assert errors(response) == ["Esa dirección ya está registrada a nombre de otra persona."]


def test_stale_correction_of_a_person_shows_both_texts(cast: Cast) -> None:
    person = posting_of(cast.french).person
    secretary = cast.client("secretary")
    sent = {
        "version": "1",
        "name": person.name,
        "email": person.email,
        "language": "es",
        "address_form": "neutral",
    }
    address = f"/personas/{person.pk}/editar/"
    assert secretary.post(address, {**sent, "phone": "1"}).status_code == 303
    stale = secretary.post(address, {**sent, "phone": "2"})
    assert stale.status_code == 409
    assert [(each.yours, each.theirs) for each in stale.context["conflicts"]] == [("2", "1")]
    assert Person.objects.get(pk=person.pk).phone == "1"


def relay(browser: Client, posting: Posting, **data: str) -> Any:
    sent = {
        "version": str(posting.version),
        "last": "2024-03-12",
        "name": "Sucesora Francesa",
        "email": "sucesora@mcig.example",
        "language": "es",
        "address_form": "neutral",
        "title": "Punto focal",
        "invite": "on",
    }
    return browser.post(f"/adscripciones/{posting.pk}/relevo/", {**sent, **data})


def test_relay_says_what_moves_and_hands_the_seat_over_in_one_step(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    posting = posting_of(cast.french)
    secretary = cast.client("secretary")
    shown = main_text(secretary.get(f"/adscripciones/{posting.pk}/relevo/"))
    assert "Proyectos y sus borradores: 1 Pertenecen a la organización" in shown
    assert relay(secretary, posting).status_code == 303
    seat = Seat.objects.get(organisation=cast.france, kind="principal")
    spans = [(each.person.name, each.validity) for each in seat.postings.order_by("validity")]
    assert spans == [
        ("Françoise Francesa", DateRange(date(2018, 1, 1), date(2024, 3, 13))),
        ("Sucesora Francesa", DateRange(date(2024, 3, 13), None)),
    ]
    assert [each.email for each in Invitation.objects.all()] == ["sucesora@mcig.example"]
    assert Person.objects.filter(user=cast.french).exists()


def test_refused_relay_leaves_everything_as_it_was(cast: Cast) -> None:
    posting = posting_of(cast.french)
    secretary = cast.client("secretary")
    assert errors(relay(secretary, posting, email=cast.french.email)) == [
        "Quien llega es la misma persona que sale."
    ]
    assert errors(relay(secretary, posting, last="2017-01-01")) == [
        "La adscripción no puede concluir antes de haber empezado."
    ]
    assert relay(secretary, posting, version="7").status_code == 422
    Posting.objects.filter(pk=posting.pk).update(version=2)
    assert relay(secretary, posting).status_code == 409
    assert posting_of(cast.french).validity.upper is None
    assert Person.objects.filter(email="sucesora@mcig.example").count() == 0


def test_relay_before_a_later_posting_is_refused_whole(cast: Cast) -> None:
    seat = Seat.objects.get(organisation=cast.france, kind="principal")
    posting = posting_of(cast.french)
    posting.validity = DateRange(date(2018, 1, 1), date(2024, 6, 1))
    posting.save()
    occupant("futura", "Fina Futura", cast.france, validity=DateRange(date(2024, 6, 1), None))
    assert errors(relay(cast.client("secretary"), posting)) == [
        "Otra persona ocupa ese lugar en esas fechas."
    ]
    assert seat.postings.count() == 2
    assert posting_of(cast.french).validity.upper == date(2024, 6, 1)


def test_relay_names_the_consultations_that_wait_for_the_seat(cast: Cast) -> None:
    opened(cast)
    posting = posting_of(cast.french)
    shown = main_text(cast.client("secretary").get(f"/adscripciones/{posting.pk}/relevo/"))
    assert "Consultas por responder: 1 Se consulta al lugar" in shown
