from __future__ import annotations

import re
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from members import queries
from members.models import Membership, Organisation, OrganisationKind, OrganisationName
from tests.support.cast import TODAY, Cast, organisation
from tests.support.queries import own_queries, queries_of


def names(response: object) -> list[str]:
    return [row.name for row in response.context["members"]]  # type: ignore[attr-defined]


def text(response: object) -> str:
    """The visible text of a page's main part, with single spaces."""
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", main.split(">", 1)[1]).split())


def test_members_are_listed_by_country_with_their_people(cast: Cast) -> None:
    response = cast.client("french").get("/integrantes/")
    assert names(response) == [
        "Embajada de Alemania en México",
        "Embajada de Chile en México",
        "Embajada de Francia en México",
    ]
    assert "3 integrantes el 12 de marzo de 2024." in text(response)
    assert (
        "Embajada de Francia en México embajada 1 de enero de 2018 Françoise Francesa Simon Suplente"
        in text(response)
    )
    assert "Embajada de Chile en México Preside embajada" in text(response)


def test_members_of_another_date_are_those_of_that_date(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.chile).update(validity=DateRange(date(2023, 1, 1), None))
    french = cast.client("french")
    assert names(french.get("/integrantes/?fecha=2022-12-31")) == [
        "Embajada de Alemania en México",
        "Embajada de Francia en México",
    ]
    assert len(names(french.get("/integrantes/?fecha=2023-01-01"))) == 3


@pytest.mark.parametrize("asked", ["2024-02-31", "ayer", "0000-00-00", "99999-01-01"])
def test_wrong_date_is_explained_and_today_is_shown(cast: Cast, asked: str) -> None:
    response = cast.client("french").get("/integrantes/", {"fecha": asked})
    assert response.status_code == 200
    assert "Esa fecha no existe o no se entiende; se muestra el día de hoy." in text(response)
    assert response.context["on"] == TODAY
    assert len(names(response)) == 3


def test_date_without_members_says_so(cast: Cast) -> None:
    shown = text(cast.client("french").get("/integrantes/?fecha=2010-01-01"))
    assert "No hay integrantes registrados en esta fecha" in shown
    assert "0 integrantes el 1 de enero de 2010." in shown


def test_country_orders_the_list_also_when_the_name_begins_otherwise(cast: Cast) -> None:
    organisation("NL", "Embajada de los Países Bajos en México", country="NL")
    organisation("NO", "Representación de Noruega", country="NO")
    assert [row.code for row in queries.members_on(TODAY)] == ["DE", "CL", "FR", "NO", "NL"]


def test_empty_seat_is_shown_as_vacant(cast: Cast) -> None:
    organisation("NO", "Embajada de Noruega en México", country="NO")
    shown = text(cast.client("french").get("/integrantes/"))
    assert "Embajada de Noruega en México embajada 1 de enero de 2018 Vacante —" in shown


def test_list_takes_the_same_queries_for_one_and_for_three_members(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(queries.members_on(TODAY)) == 3
    Membership.objects.exclude(organisation=cast.france).delete()
    with django_assert_num_queries(1):
        assert len(queries.members_on(TODAY)) == 1


def test_organisation_shows_people_mandates_and_names(cast: Cast) -> None:
    shown = text(cast.client("french").get("/integrantes/CL/"))
    assert "Titular Catalina Chilena Punto focal chile@mcig.example" in shown
    assert "Integrante Desde el 1 de enero de 2018" in shown
    assert "Presidencia Del 1 de enero de 2023 al 31 de diciembre de 2024" in shown
    assert "Sofía Saliente" not in shown


def test_organisation_that_ended_keeps_its_last_name_and_points_to_its_successor(cast: Cast) -> None:
    ministry = Organisation.objects.create(code="MUJERES", kind=OrganisationKind.GOVERNMENT, country="MX")
    institute = Organisation.objects.create(
        code="INMUJERES", kind=OrganisationKind.GOVERNMENT, country="MX", successor=ministry
    )
    handover = date(2024, 1, 1)
    OrganisationName.objects.create(
        organisation=institute, name="Instituto Nacional de las Mujeres", validity=DateRange(None, handover)
    )
    OrganisationName.objects.create(
        organisation=ministry, name="Secretaría de las Mujeres", validity=DateRange(handover, None)
    )
    shown = text(cast.client("french").get("/integrantes/INMUJERES/"))
    assert "institución de gobierno Instituto Nacional de las Mujeres" in shown
    assert "Le sucede: Secretaría de las Mujeres" in shown
    assert "Hasta el 31 de diciembre de 2023" in shown
    assert "Hoy nadie ocupa sus lugares en la mesa." in shown


def test_organisation_takes_the_same_queries_for_one_and_for_three_names(cast: Cast) -> None:
    french = cast.client("french")
    one = queries_of(french, "/integrantes/FR/")
    for year in (2010, 2011):
        OrganisationName.objects.create(
            organisation=cast.france,
            name=f"N{year}",
            validity=DateRange(date(year, 1, 1), date(year + 1, 1, 1)),
        )
    three = queries_of(french, "/integrantes/FR/")
    assert (len(own_queries(one)), len(own_queries(three))) == (8, 8)
    assert len(three) == len(one)


def test_organisation_that_does_not_exist_is_not_found(cast: Cast) -> None:
    assert cast.client("french").get("/integrantes/ZZ/").status_code == 404


def test_members_are_not_shown_to_somebody_without_a_seat(cast: Cast) -> None:
    assert [cast.client(name).get("/integrantes/").status_code for name in ("stranger", "former")] == [
        403,
        403,
    ]
    assert Client().get("/integrantes/").status_code == 302


def test_home_says_who_presides_today(cast: Cast) -> None:
    shown = text(cast.client("french").get("/"))
    assert (
        "Quién preside hoy Copresidencia Embajada de Chile en México Embajada de Alemania en México "
        "Secretaría técnica ONU Mujeres México" in shown
    )


def test_home_without_a_seat_says_what_to_do(cast: Cast) -> None:
    shown = text(cast.client("former").get("/"))
    assert "Su cuenta no tiene hoy un lugar en la mesa." in shown
    assert "Copresidencia" not in shown
