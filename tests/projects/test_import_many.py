"""Files of many projects: of many members, called off, broken off, and told in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from members.models import Organisation
from projects.actions import imports, imports_applying
from projects.models import EntryOutcome, EntryState, ImportState, Project, ProjectImport
from projects.rules import Ficha
from projects.rules.incoming import merged
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.project_imports import MATRIX, taken

OWNERS = "Nombre;Integrante;Clave\nRed de cuidados;Chile;1\nVoces del agua;CL;2\nTaller;Atlántida;3\n"
COLUMNS = {"Nombre": "name", "Integrante": "owner", "Clave": "identifier"}


def mapped(cast: Cast, raw: str, columns: dict[str, str], who: str = "french") -> ProjectImport:
    batch = taken(cast, "matriz.csv", raw.encode(), who)
    return imports.map_columns(actor=cast.actor(who), batch=batch, columns=columns)


def test_secretariat_imports_one_file_of_many_members_which_is_its_own(cast: Cast) -> None:
    batch = mapped(cast, OWNERS, COLUMNS, "secretary")
    entries = list(batch.entries.select_related("owner"))
    assert [(each.owner.code, each.state) for each in entries] == [
        ("CL", EntryState.NEW), ("CL", EntryState.NEW), ("FR", EntryState.UNDECIDED),
    ]  # fmt: skip
    assert entries[2].data["unread"] == [
        ["owner", "Atlántida", "no es el nombre de un integrante de la mesa"]
    ]
    assert cast.client("french").get(batch.get_absolute_url()).status_code == 404
    page = cast.client("secretary").get(batch.get_absolute_url()).content.decode()
    assert 'data-label="Integrante"' in page
    imports_applying.apply(actor=cast.actor("secretary"), batch=batch, version=batch.version)
    assert sorted(Project.objects.values_list("owner__code", flat=True)) == ["CL", "CL"]


def test_member_imports_for_nobody_else(cast: Cast) -> None:
    batch = mapped(cast, OWNERS, COLUMNS)
    assert {each.owner.code for each in batch.entries.select_related("owner")} == {"FR"}
    assert [each.state for each in batch.entries.all()] == [EntryState.UNDECIDED] * 3
    assert batch.entries.all()[0].data["unread"] == [
        ["owner", "Chile", "solo la secretaría técnica importa proyectos de otros integrantes"]
    ]


def test_what_the_secretariat_loads_for_a_member_shows_no_draft_of_another(cast: Cast) -> None:
    project(cast.actor("chilean"), Organisation.objects.get(code="CL"), Ficha(name="Promotoras comunitarias"))
    batch = mapped(cast, MATRIX, {"Nombre": "name", "Clave": "identifier"}, "secretary")
    assert [(each.likely, each.state) for each in batch.entries.all()] == [([], EntryState.NEW)]


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_costs_as_many_queries_for_one_certain_match_as_for_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    france = Organisation.objects.get(code="FR")
    names = ["Red de cuidados", "Voces del agua", "Semillas de paz"][:rows]
    for name in names:
        project(cast.actor("french"), france, Ficha(name=name))
    raw = "Nombre;Lugar\n" + "".join(f"{name};Puebla\n" for name in names)
    batch = taken(cast, "matriz.csv", raw.encode())
    actor = cast.actor("french")
    with django_assert_num_queries(QUERIES):
        imports.map_columns(actor=actor, batch=batch, columns={"Nombre": "name", "Lugar": "place"})
    assert {each.state for each in batch.entries.all()} == {EntryState.CHANGED}


QUERIES = 20


def test_reading_is_called_off_and_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE_BYTES", 10)
    batch = mapped(cast, MATRIX, {"Nombre": "name", "Clave": "identifier"})
    client = cast.client("french")
    assert "Detener" in client.get(batch.get_absolute_url()).content.decode()
    assert client.post(reverse("import-stop", args=[batch.pk])).status_code == 303
    imports.read_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.entries.count()) == (ImportState.STOPPED, 0)
    assert "La lectura se detuvo" in client.get(batch.get_absolute_url()).content.decode()


def waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> ProjectImport:
    """Three projects that a job is to apply."""
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    rows = "Nombre\nRed de cuidados\nVoces del agua\nSemillas de paz\n"
    batch = mapped(cast, rows, {"Nombre": "name"})
    return imports_applying.apply(actor=cast.actor("french"), batch=batch, version=batch.version)


class Killed(BaseException):
    """The worker is gone in the middle of its work."""


def test_worker_killed_while_applying_leaves_whole_projects_and_is_taken_up_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = waiting(cast, monkeypatch)
    count: list[int] = []

    def dying(*args: Any) -> Any:
        count.append(1)
        if len(count) == 2:
            raise Killed
        return merged(*args)

    monkeypatch.setattr(imports_applying, "merged", dying)
    with pytest.raises(Killed):
        imports_applying.apply_batch(batch_id=batch.pk, user=cast.french)
    batch.refresh_from_db()
    assert (batch.state, batch.done, Project.objects.count()) == (ImportState.APPLYING, 1, 1)
    imports_applying.apply_batch(batch_id=batch.pk, user=cast.french)
    batch.refresh_from_db()
    assert (batch.state, batch.done, Project.objects.count()) == (ImportState.APPLIED, 3, 3)


def test_applying_is_called_off_and_what_was_applied_can_be_undone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = waiting(cast, monkeypatch)

    def and_then_stopped(*args: Any) -> Any:
        imports.stop(actor=cast.actor("french"), batch=batch)
        return merged(*args)

    monkeypatch.setattr(imports_applying, "merged", and_then_stopped)
    imports_applying.apply_batch(batch_id=batch.pk, user=cast.french)
    batch.refresh_from_db()
    assert (batch.state, Project.objects.count()) == (ImportState.APPLIED, 1)
    assert [each.outcome for each in batch.entries.all()] == [EntryOutcome.APPLIED, "", ""]
    imports_applying.undo(actor=cast.actor("french"), batch=batch, version=batch.version)
    assert Project.objects.count() == 0


def test_what_the_reading_says_is_in_the_language_of_whoever_reads(cast: Cast) -> None:
    rows = "Nombre;Inicio\nRed de cuidados;cuando haya fondos\n"
    batch = mapped(cast, rows, {"Nombre": "name", "Inicio": "start"})
    address = reverse("import-entry", args=[batch.pk, 1])
    spanish = cast.client("french").get(address).content.decode()
    assert "No se reconoce la fecha «cuando haya fondos»" in spanish
    client = cast.client("french")
    client.cookies["django_language"] = "en"
    english = client.get(address).content.decode()
    assert "The date ‘cuando haya fondos’ was not recognised" in english
