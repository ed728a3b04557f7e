"""The register of organisations as the secretariat keeps it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from members import queries
from members.models import Membership, Organisation, OrganisationName, Posting, Suspension
from tests.support.cast import Cast, organisation
from tests.support.fichas import project


def main_text(response: Any) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main.split(">", 1)[1]).split())


def errors(response: Any) -> list[str]:
    assert response.status_code == 422
    return [str(error) for found in response.context["form"].errors.values() for error in found]


def version_of(code: str) -> str:
    return str(Organisation.objects.get(code=code).version)


def send(browser: Client, page: str, code: str = "FR", **data: str) -> Any:
    return browser.post(f"/integrantes/{code}/{page}/", {"version": version_of(code), **data})


FORM = {
    "code": "PE",
    "kind": "embassy",
    "name": "Embajada del Perú en México",
    "country": "PE",
    "protocol_order": "7",
    "address": "Paseo de la Reforma 2601",
    "website": "https://peru.example",
    "iati_identifier": "PE-EMB",
}


def test_organisation_is_registered_once_and_shown_with_its_contact(cast: Cast) -> None:
    secretary = cast.client("secretary")
    key = secretary.get("/integrantes/registrar/").context["once"]
    sent = [secretary.post("/integrantes/registrar/", {**FORM, "once": key}) for _ in range(2)]
    assert [each["Location"] for each in sent] == ["/integrantes/PE/", "/integrantes/PE/"]
    shown = main_text(secretary.get("/integrantes/PE/"))
    assert "Embajada del Perú en México" in shown
    assert "País Perú Orden de protocolo 7 Domicilio Paseo de la Reforma 2601" in shown
    assert "Identificador IATI PE-EMB" in shown
    assert Membership.objects.filter(organisation__code="PE").count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "FR"}, "Ya hay una organización con esa clave."),
        ({"code": "pe"}, "Use mayúsculas sin acento, cifras y guiones."),
        ({"name": ""}, "Este campo es obligatorio."),
        ({"country": "QQ"}, "Escoja una opción válida. QQ no es una de las opciones disponibles."),
        ({"website": "javascript:alert(1)"}, "Introduzca una URL válida."),
        ({"since": "2024-02-31"}, "Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018."),
    ],
)
def test_wrong_organisation_is_refused_in_words(cast: Cast, changes: dict[str, str], sentence: str) -> None:
    secretary = cast.client("secretary")
    key = secretary.get("/integrantes/registrar/").context["once"]
    response = secretary.post("/integrantes/registrar/", {**FORM, "once": key, **changes})
    assert errors(response) == [sentence]
    assert Organisation.objects.count() == 4


def test_new_name_closes_the_one_before(cast: Cast) -> None:
    secretary = cast.client("secretary")
    send(secretary, "nombre", since="2024-02-01", name="Misión de Francia", acronym="MF")
    names = OrganisationName.objects.filter(organisation=cast.france).order_by("validity")
    assert [(each.name, each.validity) for each in names] == [
        ("Embajada de Francia en México", DateRange(date(2018, 1, 1), date(2024, 2, 1))),
        ("Misión de Francia", DateRange(date(2024, 2, 1), None)),
    ]
    assert [row.name for row in queries.members_on(date(2024, 1, 31))][-1] == "Embajada de Francia en México"


@pytest.mark.parametrize("since", ["2018-01-01", "2017-05-01"])
def test_name_that_begins_before_the_one_in_force_is_refused(cast: Cast, since: str) -> None:
    response = send(cast.client("secretary"), "nombre", since=since, name="Otra")
    assert errors(response) == [
        "Ya hay un nombre vigente desde esa fecha o desde una posterior; elija un día posterior."
    ]
    assert OrganisationName.objects.filter(organisation=cast.france).count() == 1


def test_entry_of_a_member_is_refused_and_of_another_registered(cast: Cast) -> None:
    secretary = cast.client("secretary")
    refused = send(secretary, "entrada", first="2024-01-01", basis="Acuerdo 3")
    assert errors(refused) == ["La organización ya integra la mesa en esas fechas."]
    send(secretary, "entrada", code="ONUM", first="2024-03-12", basis="Acuerdo 3")
    assert "ONUM" in {row.code for row in queries.members_on(date(2024, 3, 12))}
    assert "ONUM" not in {row.code for row in queries.members_on(date(2024, 3, 11))}


def test_exit_ends_membership_and_postings_with_reason(cast: Cast) -> None:
    send(
        cast.client("secretary"), "salida", last="2024-03-11", reason="Cierre de la embajada", basis="Nota 12"
    )
    membership = Membership.objects.get(organisation=cast.france)
    assert (membership.validity.upper, membership.end_reason, membership.end_basis) == (
        date(2024, 3, 12),
        "Cierre de la embajada",
        "Nota 12",
    )
    ends = Posting.objects.filter(seat__organisation=cast.france).values_list("validity__endswith", flat=True)
    assert set(ends) == {date(2024, 3, 12)}
    assert cast.client("french").get("/integrantes/").status_code == 403
    shown = main_text(cast.client("chilean").get("/integrantes/FR/"))
    assert "Salida: Cierre de la embajada · Nota 12" in shown


@pytest.mark.parametrize(
    ("code", "last", "sentence"),
    [
        ("FR", "2017-12-31", "La salida no puede ser anterior a la entrada."),
        ("ONUM", "2024-03-01", "La organización no integra la mesa: no hay una pertenencia que concluir."),
        ("FR", "2300-01-01", "La fecha debe estar entre los años 1900 y 2199."),
    ],
)
def test_exit_out_of_order_is_refused(cast: Cast, code: str, last: str, sentence: str) -> None:
    assert errors(send(cast.client("secretary"), "salida", code=code, last=last, reason="Cierre")) == [
        sentence
    ]


def test_suspended_member_stays_listed_and_its_people_lose_access(cast: Cast) -> None:
    secretary = cast.client("secretary")
    send(secretary, "suspension", first="2024-03-01", last="2024-03-31", reason="Cambio de sede")
    assert [row.suspended for row in queries.members_on(date(2024, 3, 12))] == [False, False, True]
    assert [row.suspended for row in queries.members_on(date(2024, 4, 1))] == [False, False, False]
    assert set(Organisation.objects.members_on(date(2024, 3, 12)).values_list("code", flat=True)) == {
        "CL",
        "DE",
    }
    assert cast.client("french").get("/integrantes/").status_code == 403
    send(secretary, "reanudacion", first="2024-03-12")
    assert cast.client("french").get("/integrantes/").status_code == 200


def test_suspension_outside_membership_overlapping_or_reversed_is_refused(cast: Cast) -> None:
    secretary = cast.client("secretary")
    assert errors(send(secretary, "suspension", first="2017-01-01", reason="x")) == [
        "La organización no integra la mesa durante todas esas fechas."
    ]
    assert errors(send(secretary, "suspension", first="2024-05-02", last="2024-05-01", reason="x")) == [
        "El último día no puede ser anterior al primero."
    ]
    send(secretary, "suspension", first="2024-05-01", last="2024-05-31", reason="x")
    assert errors(send(secretary, "suspension", first="2024-05-31", reason="x")) == [
        "La organización ya está suspendida en esas fechas."
    ]
    assert errors(send(secretary, "reanudacion", first="2024-03-12")) == [
        "La organización no está suspendida el día anterior a esa fecha."
    ]
    assert Suspension.objects.count() == 1


def edited(**changes: str) -> dict[str, str]:
    return {
        "kind": "embassy",
        "country": "FR",
        "protocol_order": "100",
        "name": "Embajada de Francia en México",
        **changes,
    }


def test_stale_correction_shows_both_texts_and_the_choice_is_kept(cast: Cast) -> None:
    secretary = cast.client("secretary")
    assert secretary.post("/integrantes/FR/editar/", edited(version="1", phone="55 1111")).status_code == 303
    stale = secretary.post("/integrantes/FR/editar/", edited(version="1", phone="55 2222", address="Campos"))
    assert stale.status_code == 409
    shown = [(each.label, each.yours, each.theirs) for each in stale.context["conflicts"]]
    assert shown == [("Domicilio", "Campos", ""), ("Teléfono", "55 2222", "55 1111")]
    assert Organisation.objects.get(code="FR").phone == "55 1111"
    resolved = edited(version="2", phone="55 2222", address="Campos") | {"conflict-phone": "theirs"}
    assert secretary.post("/integrantes/FR/editar/", resolved).status_code == 303
    france = Organisation.objects.get(code="FR")
    assert (france.phone, france.address, france.version) == ("55 1111", "Campos", 3)


def test_save_without_version_or_with_an_old_one_changes_nothing(cast: Cast) -> None:
    secretary = cast.client("secretary")
    assert secretary.post("/integrantes/FR/salida/", {"last": "2024-03-11", "reason": "x"}).status_code == 400
    Organisation.objects.filter(code="FR").update(version=5)
    old = {"last": "2024-03-11", "reason": "x", "version": "4"}
    assert secretary.post("/integrantes/FR/salida/", old).status_code == 409
    assert Membership.objects.get(organisation=cast.france).validity.upper is None


def test_successors_do_not_form_a_circle(cast: Cast) -> None:
    Organisation.objects.filter(code="CL").update(successor=cast.france)
    response = cast.client("secretary").post(
        "/integrantes/FR/editar/", edited(version="1", successor=str(cast.chile.pk))
    )
    assert errors(response) == ["Una organización no puede sucederse a sí misma, tampoco a través de otras."]


def test_card_lists_projects_that_the_reader_may_see(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, publish=True)
    project(cast.actor("french"), cast.france)
    link = "Red de apoyo a defensoras comunitarias FR-2024-001"
    own = main_text(cast.client("french").get("/integrantes/FR/"))
    foreign = main_text(cast.client("german").get("/integrantes/FR/"))
    assert link in own
    assert "FR-2024-002" in own
    assert link in foreign


def test_only_the_secretariat_is_offered_changes(cast: Cast) -> None:
    assert "Nombre nuevo" in main_text(cast.client("secretary").get("/integrantes/FR/"))
    for name in ("french", "german", "administrator"):
        assert "Nombre nuevo" not in main_text(cast.client(name).get("/integrantes/FR/"))
        assert cast.client(name).post("/integrantes/FR/salida/", {"version": "1"}).status_code == 403


def test_country_names_are_sorted_with_the_letter_n_before_the_tilde(cast: Cast) -> None:
    organisation("ES", "Embajada de España en México", country="ES")
    form = cast.client("secretary").get("/integrantes/registrar/").context["form"]
    labels = [label for _code, label in form.fields["country"].choices]
    assert labels.index("Eslovenia") < labels.index("España") < labels.index("Estados Unidos")


def test_long_list_has_pages_in_alphabetical_order_of_countries(cast: Cast) -> None:
    for number in range(30):
        organisation(f"M{number:02}", f"Organismo {number:02}")
    french = cast.client("french")
    first, second = (french.get(f"/integrantes/?page={page}").context["members"] for page in (1, 2))
    assert (len(first), len(second)) == (25, 8)
    codes = [row.code for row in [*first, *second]]
    assert codes == ["DE", "CL", "FR", *(f"M{number:02}" for number in range(30))]
    assert "33 integrantes el 12 de marzo de 2024." in main_text(french.get("/integrantes/"))
