"""IATI activities in: what the project's own export wrote comes back, and what others write is told."""

from __future__ import annotations

from dataclasses import fields, replace

from django.db import transaction

from projects import record as records
from projects.actions import imports_applying
from projects.formats.suggestion_json import loaded
from projects.models import Project, Revision
from projects.rules import Ficha
from projects.rules.incoming import Suggestion, merged
from projects.rules.record import Identifier, Indicator, Record
from projects.rules.translation import Translation
from tests.projects.test_exports import export
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE
from tests.support.project_imports import taken
from tests.support.records import FULL, whole


def read(cast: Cast, activity: str) -> Suggestion:
    whole_one = f"<iati-activity xml:lang='es'>{activity}</iati-activity>"
    raw = f"<iati-activities version='2.03'>{whole_one}</iati-activities>"
    return loaded(taken(cast, "a.xml", raw.encode(), country="").entries.get().data)


def different(one: Ficha | Record, other: Ficha | Record) -> set[str]:
    return {each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)}


def test_what_the_own_export_wrote_comes_back_after_the_project_is_gone(cast: Cast) -> None:
    with transaction.atomic():
        whole(cast)
        raw = export(cast, "iati")
        transaction.set_rollback(True)
    assert not Project.objects.exists()
    batch = taken(cast, "own.xml", raw)
    imports_applying.apply(actor=cast.actor("french"), batch=batch, version=batch.version)
    ficha, record = records.read_each([Revision.objects.get()]).popitem()[1]
    # The standard has no place for these, or wants of them what a ficha does not declare; the countries are
    # those of the record, the date is that of the publication.
    assert different(ficha, COMPLETE) == {"institutions", "place", "duration", "months", "updated_on"}
    assert different(record, replace(FULL, relations=())) == {
        "participations", "contact_name", "contact_email", "contact_phone", "targets", "evidence", "markers",
        "total", "currency", "contributions", "flows", "amounts_note", "beneficiary_counts", "milestones",
        "indicators", "identifiers",
    }  # fmt: skip
    assert [each.code for each in record.targets] == ["5.2", "5.c"]
    assert record.identifiers == (Identifier("IATI", "MCIG-FR-FR-2024-001"), *FULL.identifiers)
    again = taken(cast, "own.xml", raw)
    assert [each.state for each in again.entries.all()] == ["same"]


def test_contact_relations_and_places_are_read_and_the_rest_is_told(cast: Cast) -> None:
    found = read(
        cast,
        "<iati-identifier>XX-1</iati-identifier><title><narrative>Red (ejemplo)</narrative></title>"
        "<contact-info type='1'><person-name><narrative>Ana Ejemplo</narrative></person-name>"
        "<telephone>+52 55 0000</telephone><email>ana@mcig.example</email></contact-info>"
        "<recipient-country code='MX'/><recipient-country code='GT'/>"
        "<location><name><narrative>Jutiapa</narrative></name>"
        "<administrative vocabulary='A4' code='GT'/></location>"
        "<location><name><narrative>Salto</narrative></name></location>"
        "<default-aid-type code='C01'/><transaction><transaction-type code='4'/>"
        "<transaction-date iso-date='2024-05-01'/><value currency='EUR'>10</value></transaction>"
        "<related-activity ref='XX-0' type='1'/>",
    )
    record = found.record
    assert (record.contact_name, record.contact_phone, record.contact_email) == (
        "Ana Ejemplo",
        "+52 55 0000",
        "ana@mcig.example",
    )
    assert [(each.country, each.city) for each in record.places] == [("GT", "Jutiapa"), ("MX", "")]
    assert [(each.kind.value, each.title) for each in record.relations] == [("parent", "XX-0")]
    assert [(each.field, each.text) for each in found.unread] == [
        ("places", "Salto"),
        ("flows", "transaction: 4 · 2024-05-01 · EUR · 10"),
        ("", "default-aid-type: C01"),
    ]


BOTH = """
<iati-identifier>XX-2</iati-identifier>
<title><narrative>Red (ejemplo)</narrative><narrative xml:lang="en">Network (example)</narrative></title>
<description type="1"><narrative xml:lang="en">In English alone.</narrative></description>
<description type="4"><narrative>1. Uno.\n2. Dos.</narrative>
<narrative xml:lang="en">1. One.\n2. Two.</narrative></description>
<result type="1"><title><narrative>Más alcaldesas.</narrative>
<narrative xml:lang="en">More mayors.</narrative></title>
<indicator measure="2"><title><narrative>Municipios que gobierna una mujer</narrative></title>
<baseline year="2020" value="12"/>
<period><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
<target value="20"/><actual value="17"/></period>
<period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-06-30"/>
<target value="30"><comment><narrative>Con la reforma.</narrative></comment></target></period>
</indicator></result>
"""


def test_results_come_with_figures_and_dates(cast: Cast) -> None:
    found = read(cast, BOTH)
    assert found.ficha.results == ("Uno.", "Dos.", "Más alcaldesas.")
    assert found.record.indicators == (
        Indicator(
            "Municipios que gobierna una mujer",
            result=3,
            unit="%",
            baseline="12 (2020)",
            target="20 (2023); 30 (30 de junio de 2024)",
            value="17 (2023)",
        ),
    )
    assert [(each.field, each.text) for each in found.unread] == [("indicators", "Con la reforma.")]


def test_english_stands_beside_its_spanish_and_alone_it_is_doubtful(cast: Cast) -> None:
    found = read(cast, BOTH)
    assert [(each.field, each.item, each.source, each.text) for each in found.record.translations] == [
        ("name", 0, "Red (ejemplo)", "Network (example)"),
        ("results", 1, "Uno.", "One."),
        ("results", 2, "Dos.", "Two."),
        ("results", 3, "Más alcaldesas.", "More mayors."),
    ]
    assert found.ficha.description == "In English alone."
    assert found.mark("description").notes == ("El texto está en otro idioma (en).",)
    # Without the Spanish its English is not taken over, and what is there in English stays.
    own = Translation("description", 0, "Aquí.", "Here.")
    ficha = replace(Ficha(), name="Otro nombre", description="Aquí.")
    record = replace(Record(), translations=(own,))
    _ficha, taken_over = merged(ficha, record, found, ["results", "translations"])
    assert [each.text for each in taken_over.translations] == ["Here.", "One.", "Two.", "More mayors."]
