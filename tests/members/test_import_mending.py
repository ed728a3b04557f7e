"""What is wrong in an import is mended on its page, and what was left out is filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from members.models import Membership, Organisation, Posting
from tests.members.test_import_members import PERU, apply, send
from tests.members.test_import_people import ROSA, book, previewed, told
from tests.support.cast import TODAY, Cast
from tests.support.pdfs import flat

WRONG_PERU = [PERU[0], "embajda", *PERU[2:]]


def mend(browser: Any, address: str, **typed: str) -> Any:
    promised = browser.get(address).context["plan"].promised
    return browser.post(f"{address}corregir/", {"promised": promised, **typed})


def test_wrong_rows_stand_first_with_what_was_read_or_meant(cast: Cast) -> None:
    rosa = [*ROSA[:2], "30 de febrero de 2024", *ROSA[3:]]
    address = send(cast.client("secretary"), book(rosa, members=(WRONG_PERU,)))["Location"]
    shown = cast.client("secretary").get(address)
    form = shown.context["mending"]
    assert [(wrong.row.line, wrong.row.code, wrong.row.name) for wrong in form.wrong] == [
        ("2", "PE", "Embajada del Perú en México"),
        ("2", "PE", "Rosa Quispe"),
    ]
    assert [(cell.html_name, cell.value(), list(cell.errors)) for cell in form] == [
        ("members-2-kind", "embajada", ["«embajda» no está en la lista. ¿Quiso decir «embajada»?"]),
        (
            "people-2-first",
            "30 de febrero de 2024",
            ["Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018."],
        ),
    ]
    text = flat(shown.content.decode())
    assert text.index("Personas, renglón 2 · PE · Rosa Quispe") < text.index("Nuevos: 0")


def test_mended_rows_are_applied_with_the_others(cast: Cast) -> None:
    secretary = cast.client("secretary")
    rosa = [*ROSA[:2], "30 de febrero de 2024", *ROSA[3:]]
    address = send(secretary, book(rosa, members=(WRONG_PERU,)))["Location"]
    sent = {"members-2-kind": "embajada", "people-2-first": "1 de marzo de 2024"}
    assert mend(secretary, address, **sent)["Location"] == address
    plan = secretary.get(address).context["plan"]
    assert [row.state for row in plan.rows] == ["new", "new"]
    apply(secretary, address)
    assert Posting.objects.get(person__email="rosa@mcig.example").validity.lower == date(2024, 3, 1)
    assert mend(secretary, address).status_code == 400


def test_stale_mending_is_not_taken(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address = send(secretary, book(ROSA, members=(WRONG_PERU,)))["Location"]
    before = secretary.get(address).context["plan"].promised
    mend(secretary, address, **{"members-2-kind": "agencia de cooperación"})
    late = secretary.post(f"{address}corregir/", {"promised": before, "members-2-kind": "embajada"})
    assert late.status_code == 409


@pytest.mark.parametrize("typed", ["x" * 1001, "a\0b"])
def test_what_no_cell_can_hold_is_refused_and_kept(cast: Cast, typed: str) -> None:
    secretary = cast.client("secretary")
    address = send(secretary, book(["ZZ", "titular", "2024-01-01", "", "Zoe", "Enlace"]))["Location"]
    answer = mend(secretary, address, **{"people-2-code": typed})
    assert (answer.status_code, answer.context["mending"]["people-2-code"].value()) == (422, typed)


@pytest.mark.parametrize(
    ("written", "since"),
    [
        ("1 de marzo de 2018", date(2018, 3, 1)),
        ("01/03/2018", date(2018, 3, 1)),
        ("mar 2018", date(2018, 3, 1)),
        ("03/2018", date(2018, 3, 1)),
        ("2018-03-15", date(2018, 3, 15)),
    ],
)
def test_entry_is_read_as_people_write_it(cast: Cast, written: str, since: date) -> None:
    secretary = cast.client("secretary")
    address = send(secretary, book(members=([*PERU[:7], written],)))["Location"]
    apply(secretary, address)
    assert Membership.objects.get(organisation__code="PE").validity.lower == since


def test_person_without_seat_and_day_takes_the_principal_one_from_today(cast: Cast) -> None:
    secretary = cast.client("secretary")
    rosa = ["PE", "", "", "", "Rosa Quispe", "Enlace", "rosa@mcig.example"]
    address, people = previewed(secretary, rosa, members=(PERU,))
    assert [(row.seat, row.first) for row in people] == [("principal", TODAY)]
    apply(secretary, address)
    _again, people = previewed(secretary, rosa, members=(PERU,))
    assert told(people) == [("Rosa Quispe", "same")]


def test_member_with_people_says_since_when(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address = send(secretary, book(ROSA, members=(PERU[:7],)))["Location"]
    plan = secretary.get(address).context["plan"]
    assert [str(error) for row in plan.rows for error in row.errors] == [
        "Escriba desde cuándo integra la mesa: en «Personas» hay quien la representa.",
        "Primero corrija el renglón de PE en «Integrantes».",
    ]
    mend(secretary, address, **{"members-2-member_since": "enero de 2024"})
    apply(secretary, address)
    assert Organisation.objects.get(code="PE").seats.count() == 1


def test_left_out_key_is_that_of_the_country_and_people_name_it_by_country_or_name(cast: Cast) -> None:
    secretary = cast.client("secretary")
    rosa, eva = ["Perú", *ROSA[1:]], ["Embajada del Perú en México", "suplente", "", "", "Eva", "Enlace"]
    address, people = previewed(secretary, rosa, eva, members=(["", *PERU[1:]],))
    assert [(row.code, row.state) for row in people] == [("PE", "new"), ("PE", "new")]
    assert "Rosa Quispe, Consejería · rosa@mcig.example" in flat(secretary.get(address).content.decode())
    apply(secretary, address)
    assert Organisation.objects.get(code="PE").seats.count() == 2
