"""Who may read which words of the minutes; the table is the law."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from agenda.rules.minutes import (
    PARTS,
    PHASES,
    VOICES,
    Audience,
    Event,
    Level,
    Paragraph,
    Phase,
    Record,
    Row,
    Section,
    check_approval,
    check_observation,
    check_paragraph,
    for_audience,
    from_data,
    names_told,
    next_phase,
    to_data,
)
from mcig.rules import Broken

INTERNAL, MEMBERS, PUBLIC = Audience.INTERNAL, Audience.MEMBERS, Audience.PUBLIC


def record() -> Record:
    """One paragraph of each level, every table filled, and a word of its own in everything."""
    paragraphs = tuple(
        Paragraph(f"key-{level}", f"texto-{level}", f"org-{level}", f"voz-{level}", level=level)
        for level in Level
    )
    named: dict[str, Any] = {name: (Row((f"fila-{name}",)),) for name in ROWS}
    texts: dict[str, Any] = {name: f"dato-{name}" for name in TEXTS}
    return Record(
        title="Plenaria", kind="ordinary", sections=(Section("1", "Tema", paragraphs),), **named, **texts
    )


TEXTS = ("handouts", "annexes", "next_meeting", "objective")
ROWS = ("decisions", "commitments", "follow_up", "attendance", "guests", "signatures")
CONFIDENTIAL = {
    MEMBERS: {"texto-secretariat", "org-secretariat", "voz-secretariat", "voz-organisation"}
    | {"org-unattributed", "voz-unattributed"},
    PUBLIC: {"texto-secretariat"}
    | {f"{part}-{level}" for part in ("org", "voz") for level in Level}
    | {f"fila-{name}" for name in ROWS if name != "decisions"}
    | {"dato-handouts", "dato-annexes"},
}


def test_the_internal_rendering_is_the_text() -> None:
    assert for_audience(record(), INTERNAL) == record()


@pytest.mark.parametrize("audience", [MEMBERS, PUBLIC])
def test_what_an_audience_must_not_read_never_reaches_it(audience: Audience) -> None:
    whole, told = json.dumps(to_data(record())), json.dumps(to_data(for_audience(record(), audience)))
    assert {word for word in CONFIDENTIAL[audience] if word not in whole} == set()
    assert {word for word in CONFIDENTIAL[audience] if word in told} == set()
    for level in Level:
        assert f'"{level}"' not in told or level == "organisation"  # which is also a kind of somebody


def test_what_an_audience_may_read_reaches_it() -> None:
    members, public = (
        for_audience(record(), audience).sections[0].paragraphs for audience in (MEMBERS, PUBLIC)
    )
    assert [(each.text, each.organisation, each.speaker, each.somebody) for each in members] == [
        ("texto-attributed", "org-attributed", "voz-attributed", ""),
        ("texto-organisation", "org-organisation", "", ""),
        ("texto-unattributed", "", "", "organisation"),
    ]
    assert [(each.text, each.organisation, each.speaker, each.somebody) for each in public] == [
        ("texto-attributed", "", "", "organisation"),
        ("texto-organisation", "", "", "organisation"),
        ("texto-unattributed", "", "", "organisation"),
    ]
    assert for_audience(record(), PUBLIC).decisions == (Row(("fila-decisions",)),)


def test_a_guest_who_is_not_told_is_a_person() -> None:
    spoken = Paragraph("k", "Presenta.", "", "Dra. Invitada", level=Level.ORGANISATION)
    silent = Paragraph("k", "Se abre.", level=Level.UNATTRIBUTED)
    told = for_audience(replace(record(), sections=(Section("1", "T", (spoken, silent)),)), MEMBERS)
    assert [(each.speaker, each.somebody) for each in told.sections[0].paragraphs] == [
        ("", "person"),
        ("", ""),
    ]


def test_the_table_knows_every_level_and_audience_and_says_less_from_inside_out() -> None:
    assert set(VOICES) == {(level, audience) for level in Level for audience in Audience}
    order = ["full", "organisation", "somebody", "silent"]
    for level in Level:
        inside_out = [order.index(VOICES[level, audience]) for audience in (INTERNAL, MEMBERS, PUBLIC)]
        assert inside_out == sorted(inside_out)
    assert set(PARTS) <= {field.name for field in fields(Record)}


def test_a_record_survives_json() -> None:
    stored = json.loads(json.dumps(to_data(record())))
    assert from_data(stored) == record()


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", Event)
def test_only_the_steps_of_the_table_are_taken(phase: Phase, event: Event) -> None:
    if (phase, event) in PHASES:
        assert next_phase(phase, event) is PHASES[phase, event]
        return
    with pytest.raises(Broken, match="ya no está en un estado"):
        next_phase(phase, event)


def test_words_that_tell_whom_the_level_hides() -> None:
    text = "La embajadora Schmidt ofrece, por Alemania, un fondo."
    found = names_told(text, organisation="Embajada de Alemania", speaker="Anna Schmidt", country="Alemania")
    assert found == ["Alemania", "Schmidt"]
    assert (
        names_told("Se ofrece un fondo.", organisation="Embajada de Alemania", speaker="Anna Schmidt") == []
    )


def test_refusals_in_words() -> None:
    with pytest.raises(Broken, match="Elija cómo se atribuye"):
        check_paragraph("a", "secreto")
    with pytest.raises(Broken, match="caben 10 000 caracteres"):
        check_paragraph("a" * 1_000_000, Level.ATTRIBUTED)
    with pytest.raises(Broken, match="Escriba el párrafo"):
        check_paragraph("  ", Level.ATTRIBUTED)
    with pytest.raises(Broken, match="Escriba la observación"):
        check_observation(" ")
    with pytest.raises(Broken, match="Quedan observaciones sin resolver"):
        check_approval(unresolved=1, accepted=0)
    with pytest.raises(Broken, match="Hay observaciones acogidas: corrija el texto"):
        check_approval(unresolved=0, accepted=1)
    check_approval(unresolved=0, accepted=0)
