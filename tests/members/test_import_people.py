"""Import of people and their postings: what each row would do, apply, undo."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from members.exchange import member_sheet
from members.models import MemberImport, Organisation, Person, Posting, PostTitle
from tests.members.test_import_members import HEADINGS, PERU, apply, send
from tests.support.cast import Cast

COLUMNS = list(member_sheet.PEOPLE_HEADINGS.values())
ROSA: list[Any] = ["PE", "titular", date(2024, 1, 15), None, "Rosa Quispe", "Consejera", "rosa@mcig.example"]
ROSA += ["55 1", "inglés", "femenina"]
FRENCH: list[Any] = ["FR", "Titular", date(2018, 1, 1), "", "Françoise Francesa", "Punto focal"]
FRENCH += ["francia@mcig.example", "", "español", "neutra"]
EARLY = "La adscripción no puede empezar antes de que la organización integre la mesa."
PHONE = [*FRENCH[:7], "55 1234", "", "femenina"]


def book(*people: list[Any], members: tuple[list[Any], ...] = (), headings: list[str] | None = None) -> bytes:
    """A workbook with a sheet of members, when there are any, and one of people."""
    made = Workbook()
    first = made.active
    if members:
        first.title = "Integrantes"
        first.append(HEADINGS)
        for row in members:
            first.append(row)
    else:
        made.remove(first)
    page = made.create_sheet("Personas")
    page.append(COLUMNS if headings is None else headings)
    for row in people:
        page.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def previewed(browser: Client, *people: list[Any], **more: Any) -> tuple[str, list[Any]]:
    address = send(browser, book(*people, **more))["Location"]
    return address, browser.get(address).context["plan"].people


def told(people: list[Any]) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in people]


def kept(cast: Cast) -> Person:
    """What is kept of the French titular by now."""
    return Person.objects.get(user=cast.french)


def only_error(people: list[Any]) -> str:
    [errors] = [row.errors for row in people if row.errors]
    [sentence] = errors
    return str(sentence)


def test_preview_tells_new_changed_same_and_wrong_and_touches_nothing(cast: Cast) -> None:
    simon = ["FR", "suplente", "2018-01-01", "", "Simon Suplente", "", "suplente.francia@mcig.example"]
    wrong = ["FR", "cónsul", "31/02/2024", "", "", "", "nada"]
    _address, people = previewed(cast.client("secretary"), ROSA, PHONE, simon, wrong, members=(PERU,))
    assert told(people) == [
        ("Rosa Quispe", "new"),
        ("Françoise Francesa", "changed"),
        ("Simon Suplente", "same"),
        ("", "error"),
    ]
    assert [(each.label, each.before, each.after) for each in people[1].changes] == [
        ("Teléfono de trabajo", "", "55 1234"),
        ("Forma de tratamiento", "neutra", "femenina"),
    ]
    assert tuple(map(str, people[3].errors)) == (
        "Nombre: Este campo es obligatorio.",
        "Correo electrónico: Introduzca una dirección de correo electrónico válida.",
        "Lugar: «cónsul» no está en la lista: titular, suplente, observación.",
        "Cargo: Este campo es obligatorio.",
        "Desde: Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018.",
    )
    assert Person.objects.count() == 6


def test_apply_registers_person_and_posting_and_the_same_file_again_changes_nothing(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, _people = previewed(secretary, ROSA, PHONE, members=(PERU,))
    assert apply(secretary, address)["Location"] == address
    posting = Posting.objects.get(person__email="rosa@mcig.example")
    assert (posting.seat.organisation.code, posting.seat.kind) == ("PE", "principal")
    assert posting.title == "Consejera"
    assert posting.catalogued == PostTitle.objects.get(neutral="Consejería")
    assert (posting.person.language, posting.person.phone) == ("en", "55 1")
    assert posting.validity.lower == date(2024, 1, 15)
    assert (kept(cast).phone, kept(cast).address_form) == ("55 1234", "feminine")
    again, people = previewed(secretary, ROSA, PHONE, members=(PERU,))
    assert told(people) == [("Rosa Quispe", "same"), ("Françoise Francesa", "same")]
    assert apply(secretary, again).status_code == 400
    assert Person.objects.filter(name="Rosa Quispe").count() == 1


def test_undo_puts_people_back(cast: Cast) -> None:
    secretary = cast.client("secretary")
    before = list(Person.objects.order_by("pk").values("name", "phone", "address_form"))
    ending = [*FRENCH[:3], "2024-12-31", *FRENCH[4:]]
    following = ["FR", "titular", "2025-01-01", "", "Sofía Sucesora", "Enlace"]
    address, people = previewed(secretary, ROSA, ending, following, members=(PERU,))
    assert told(people)[1:] == [("Françoise Francesa", "changed"), ("Sofía Sucesora", "new")]
    apply(secretary, address)
    titulars = Posting.objects.filter(seat__organisation=cast.france, seat__kind="principal")
    assert [str(each.validity) for each in titulars.order_by("validity")] == [
        "[2018-01-01, 2025-01-01)",
        "[2025-01-01, None)",
    ]
    assert secretary.post(f"{address}deshacer/").status_code == 303
    assert list(Person.objects.order_by("pk").values("name", "phone", "address_form")) == before
    assert Posting.objects.get(person=kept(cast)).validity.upper is None
    assert not Organisation.objects.filter(code="PE").exists()


def test_undo_after_a_later_change_is_refused_whole(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, _people = previewed(secretary, ROSA, PHONE, members=(PERU,))
    apply(secretary, address)
    Person.objects.filter(name="Rosa Quispe").update(version=9)
    refused = secretary.post(f"{address}deshacer/")
    assert refused.status_code == 400
    assert "Los datos de Rosa Quispe cambiaron después de la importación" in refused.content.decode()
    assert kept(cast).phone == "55 1234"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ["FR", "observación", "2024-01-01", "", "Olga", "Enlace", "alemania@mcig.example"],
            "",
        ),
        (
            ["DE", "suplente", "2017-06-01", "", "Dora Temprana", "Enlace"],
            EARLY,
        ),
        (
            ["FR", "titular", "2024-01-01", "", "Otra", "Enlace"],
            "Otra persona ocupa ese lugar en esas fechas.",
        ),
        (["ZZ", "titular", "2024-01-01", "", "Zoe", "Enlace"], "No hay una organización con la clave ZZ."),
        (
            ["DE", "suplente", "2024-05-01", "2024-04-01", "Dora", "Enlace"],
            "Hasta: El último día no puede ser anterior al primero.",
        ),
        (["ONUM", "suplente", "2017-01-01", "", "Ada", "Enlace"], EARLY),
        (
            ["FR", "titular", "2018-01-01", "", "Françoise Francesa", "", "chile@mcig.example"],
            "Esa dirección ya está registrada a nombre de otra persona.",
        ),
    ],
)
def test_row_against_the_rules_is_an_error_in_words(cast: Cast, row: list[Any], sentence: str) -> None:
    _address, people = previewed(cast.client("secretary"), row)
    if not sentence:
        assert told(people) == [("Olga", "new")]
        return
    assert only_error(people) == sentence


def test_same_address_with_other_data_in_two_rows_is_an_error(cast: Cast) -> None:
    eva = ["2024-01-01", "", "Eva Dos", "Enlace", "eva@mcig.example"]
    rows = [["DE", "suplente", *eva, "1"], ["DE", "observación", *eva, "2"]]
    _address, people = previewed(cast.client("secretary"), *rows)
    assert only_error(people) == "Esa dirección está en otro renglón con otros datos de la persona."


def test_own_template_has_both_sheets_and_is_all_the_same(cast: Cast) -> None:
    secretary = cast.client("secretary")
    template = secretary.get("/integrantes/importar/plantilla/").content
    assert load_workbook(BytesIO(template)).sheetnames == [
        "Integrantes",
        "Personas",
        "Ayuda",
        "Listas",
    ]
    address = send(secretary, template)["Location"]
    plan = secretary.get(address).context["plan"]
    assert {row.state for row in plan.rows} == {"same"}
    assert len(plan.people) == 6


def test_own_template_offers_the_words_that_an_import_takes_and_explains_each_column(cast: Cast) -> None:
    template = load_workbook(
        BytesIO(cast.client("secretary").get("/integrantes/importar/plantilla/").content)
    )
    offered = {
        (title, page[f"{str(each.sqref).split('2:')[0]}1"].value): _listed(template, each.formula1)
        for title in ("Integrantes", "Personas")
        for page in [template[title]]
        for each in page.data_validations.dataValidation
    }
    assert offered[("Integrantes", "Tipo")][:2] == ["embajada", "agencia de cooperación"]
    assert [name in offered[("Integrantes", "País")] for name in ("Chile", "—", "Guam")] == [
        True,
        False,
        False,
    ]
    assert offered[("Personas", "Lugar")] == ["titular", "suplente", "observación"]
    assert offered[("Personas", "Idioma")] == ["español", "inglés"]
    assert offered[("Personas", "Forma de tratamiento")] == ["neutra", "femenina", "masculina"]
    explained = [(row[0], row[1]) for row in template["Ayuda"].iter_rows(min_row=2, values_only=True)]
    assert explained == [
        *(("Integrantes", heading) for heading in HEADINGS),
        *(("Personas", heading) for heading in COLUMNS),
    ]


def _listed(template: Workbook, formula: str) -> list[Any]:
    title, cells = formula.split("!")
    return [cell.value for [cell] in template[title][cells.replace("$", "")]]


def test_template_without_its_sheet_of_members_is_read(cast: Cast) -> None:
    secretary = cast.client("secretary")
    template = load_workbook(BytesIO(secretary.get("/integrantes/importar/plantilla/").content))
    del template["Integrantes"]
    stream = BytesIO()
    template.save(stream)
    plan = secretary.get(send(secretary, stream.getvalue())["Location"]).context["plan"]
    assert (len(plan.organisations), {row.state for row in plan.people}) == (0, {"same"})


def test_mistyped_word_of_a_list_is_answered_with_the_nearest_one(cast: Cast) -> None:
    wrong = ["titulra" if each == "titular" else each for each in ROSA]
    _address, people = previewed(cast.client("secretary"), wrong, members=(PERU,))
    assert only_error(people) == "Lugar: «titulra» no está en la lista. ¿Quiso decir «titular»?"


def test_person_of_an_organisation_whose_row_is_wrong_is_told_so(cast: Cast) -> None:
    _address, people = previewed(cast.client("secretary"), ROSA, members=(["PE", "Embajda", *PERU[2:]],))
    assert only_error(people) == "Primero corrija el renglón de PE en «Integrantes»."


def test_sheet_of_people_with_other_columns_is_refused_by_its_name(cast: Cast) -> None:
    response = send(cast.client("secretary"), book(["x"], headings=["Clave", "Color"]))
    assert response.status_code == 422
    [error] = response.context["form"].errors["file"]
    assert error == (
        "Hoja «Personas». Faltan columnas: Nombre. Descargue la plantilla y use sus encabezados."
    )
    assert MemberImport.objects.count() == 0


def test_register_that_changed_since_the_preview_is_not_overwritten(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, _people = previewed(secretary, PHONE)
    promised = secretary.get(address).context["plan"].promised
    Person.objects.filter(user=cast.french).update(phone="7")
    assert secretary.post(f"{address}aplicar/", {"promised": promised}).status_code == 409
    assert kept(cast).phone == "7"


def test_administrator_reads_imports_and_changes_none(cast: Cast) -> None:
    address, _people = previewed(cast.client("secretary"), PHONE)
    administrator = cast.client("administrator")
    assert "integrantes.xlsx" in administrator.get("/integrantes/importaciones/").content.decode()
    shown = administrator.get(address).content.decode()
    assert "55 1234" in shown
    assert "Aplicar lo nuevo" not in shown
    assert administrator.post(f"{address}aplicar/", {"promised": ""}).status_code == 403
    assert cast.client("chilean").get("/integrantes/importaciones/").status_code == 403
