"""The record: stored beside the ficha without loss, frozen with it, restored, compared, never leaking."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mcig.rules import Broken
from projects import actions, content, record
from projects.formats.plain import made, plain
from projects.models import Project, Revision, RevisionFlow, RevisionPlace
from projects.rules import Ficha
from projects.rules.record import Flow, Place, Record, Relation, RelationKind, Target
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.records import FULL


def draft_of(made_project: Project) -> Revision:
    return Revision.objects.drafts().get(project=made_project)


def with_record(cast: Cast, wanted: Record = FULL, *, publish: bool = False) -> Project:
    own = project(cast.actor("french"), cast.france)
    own = actions.save_record(actor=cast.actor("french"), project=own, record=wanted, version=own.version)
    if publish:
        actions.publish(actor=cast.actor("french"), project=own, version=own.version)
        own.refresh_from_db()
    return own


def section_url(own: Project, section: str) -> str:
    return reverse("project-section", args=[own.code, section])


def test_every_field_of_the_sample_is_filled() -> None:
    assert [each.name for each in fields(Record) if not getattr(FULL, each.name)] == ["theme"]


def test_record_survives_the_database_and_json(cast: Cast, django_assert_num_queries: Any) -> None:
    own = with_record(cast)
    draft = draft_of(own)
    with django_assert_num_queries(1):
        assert record.read(draft) == FULL
    assert content.read(draft) == COMPLETE
    assert made(Record, plain(FULL)) == FULL


def test_empty_record_reads_as_empty(cast: Cast) -> None:
    assert record.read(draft_of(project(cast.actor("french"), cast.france))) == Record()


def test_saving_the_same_record_again_changes_nothing(cast: Cast) -> None:
    own = with_record(cast)
    again = actions.save_record(actor=cast.actor("french"), project=own, record=FULL, version=own.version)
    assert again.version == own.version


def test_published_record_is_final_and_stored_as_data(cast: Cast) -> None:
    own = with_record(cast, publish=True)
    assert own.current is not None
    assert own.current.record_data is not None
    assert made(Record, own.current.record_data) == FULL
    place = RevisionPlace.objects.get(revision=own.current, position=1)
    for change in (
        place.delete,
        place.save,
        RevisionPlace(revision=own.current, position=9, country="MX").save,
    ):
        with pytest.raises(DatabaseError, match="final"), transaction.atomic():
            change()


def test_new_draft_begins_with_what_is_published(cast: Cast) -> None:
    french = cast.actor("french")
    own = with_record(cast, publish=True)
    own = actions.save_draft(
        actor=french, project=own, ficha=replace(COMPLETE, place="Oaxaca"), version=own.version
    )
    assert record.read(draft_of(own)) == FULL
    own = actions.save_record(actor=french, project=own, record=Record(), version=own.version)
    assert (content.read(draft_of(own)).place, record.read(draft_of(own))) == ("Oaxaca", Record())


def test_section_begins_a_draft_with_the_published_ficha(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    actions.save_record(actor=cast.actor("french"), project=own, record=FULL, version=own.version)
    assert content.read(draft_of(own)) == COMPLETE


def test_restoring_brings_back_ficha_and_record(cast: Cast) -> None:
    french = cast.actor("french")
    own = with_record(cast, publish=True)
    first = own.current
    assert first is not None
    own = actions.save_record(actor=french, project=own, record=Record(), version=own.version)
    own = actions.save_draft(actor=french, project=own, ficha=Ficha(name="Otro"), version=own.version)
    own = actions.restore(actor=french, project=own, revision=first, version=own.version)
    assert (content.read(draft_of(own)), record.read(draft_of(own))) == (COMPLETE, FULL)


def test_comparison_and_history_tell_of_the_record(cast: Cast) -> None:
    own = with_record(cast, publish=True)
    changed = replace(FULL, places=(Place("MX", "MX-CHP"),), total=Decimal("60000.00"))
    actions.save_record(actor=cast.actor("french"), project=own, record=changed, version=own.version)
    browser = cast.client("french")
    page = browser.get(f"{reverse('project-compare', args=[own.code])}?de=1&a=borrador")
    assert [(str(each.label), each.before, each.after) for each in page.context["changes"]] == [
        ("Lugares, n.º 1", "México, Oaxaca, Juchitán", "México, Chiapas"),
        ("Lugares, n.º 2", "Guatemala, Jutiapa", ""),
        ("Monto total", "56,346.91 EUR", "60,000.00 EUR"),
    ]
    told = browser.get(reverse("project-history", args=[own.code])).content.decode()
    assert "Juchitán" in told


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("places", (Place("US", "MX-OAX"),), "entidad federativa"),
        ("targets", (Target("5.9"),), "Elija cada meta"),
        ("targets", (Target("5.1", main=True), Target("5.2", main=True)), "Solo una meta"),
        ("flows", (Flow("X", "pesos", 2024),), "moneda"),
        ("contact_name", "X" * 301, "300 caracteres"),
        ("contact_name", "nul\x00", "no se pueden imprimir"),
    ],
)
def test_what_cannot_be_stored_is_refused(cast: Cast, field: str, value: Any, words: str) -> None:
    with pytest.raises(Broken, match=words) as refusal:
        with_record(cast, replace(FULL, **{field: value}))
    assert refusal.value.field == field


def test_amounts_keep_their_cents(cast: Cast) -> None:
    flow = Flow("X", "MXN", 2024, committed=Decimal("999999999999999.99"))
    own = with_record(cast, replace(FULL, flows=(flow,)))
    assert record.read(draft_of(own)).flows == (flow,)
    assert RevisionFlow.objects.get().committed == flow.committed


def test_relation_to_a_hidden_project_is_refused_as_if_it_did_not_exist(cast: Cast) -> None:
    hidden = project(cast.actor("chilean"), cast.chile)
    for code in (hidden.code, "XX-2024-999"):
        relation = Relation(RelationKind.RELATED, code)
        with pytest.raises(Broken, match="No hay otro proyecto con ese código"):
            with_record(cast, replace(FULL, relations=(relation,)))


def test_relation_is_shown_only_to_those_who_see_that_project(cast: Cast) -> None:
    other = project(cast.actor("french"), cast.france)
    own = with_record(
        cast, replace(FULL, relations=(Relation(RelationKind.RELATED, other.code),)), publish=True
    )
    address = reverse("project-record", args=[own.code])
    assert other.code in cast.client("french").get(address).content.decode()
    assert other.code not in cast.client("administrator").get(address).content.decode()


def test_draft_record_never_leaks(cast: Cast) -> None:
    own = with_record(cast, publish=True)
    canary = replace(FULL, amounts_note="CANARIO", places=(Place("MX", city="CANARIO"),))
    actions.save_record(actor=cast.actor("french"), project=own, record=canary, version=own.version)
    address = reverse("project-record", args=[own.code])
    for query in ("", "?estado=borrador"):
        assert "CANARIO" not in cast.client("administrator").get(address + query).content.decode()
    assert "CANARIO" in cast.client("french").get(f"{address}?estado=borrador").content.decode()


def test_record_page_costs_no_more_with_more_rows(cast: Cast, django_assert_max_num_queries: Any) -> None:
    own = with_record(cast, publish=True)
    browser = cast.client("french")
    address = reverse("project-record", args=[own.code])
    browser.get(address)
    with django_assert_max_num_queries(12):
        browser.get(address)
    with django_assert_max_num_queries(14):
        browser.get(section_url(own, "instituciones"))
