"""The history of the mesa in words: what was changed, by whom; filtered, paged, exported, and not leaked."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from mcig.history.models import Refusal
from mcig.history.telling import Told
from mcig.history.trail import Cursor, newest, read_cursor, tracked_models
from members.models import OrganisationName
from members.queries import audit
from members.queries.audit import Asked
from tests.support.cast import Cast
from tests.support.consultations import draft
from tests.support.fichas import project
from tests.support.mesa_documents import to_sign
from tests.support.pages import page
from tests.support.queries import queries_of

pytestmark = pytest.mark.django_db
ADDRESS = "/historial/"


def told(cast: Cast, who: str, **asked: object) -> list[Told]:
    filtered = audit.wanted(cast.actor(who), Asked(**asked))  # type: ignore[arg-type]
    found = audit.trail(filtered, after=None, people=dict(audit.person_choices()), on=cast.actor(who).on)
    return found.told


def move_deadline(cast: Cast) -> None:
    """The secretariat changes a consultation, through its page."""
    made = draft(cast)
    sent = {
        "subject": made.subject,
        "text": made.text,
        "rule": "silence",
        "deadline": "2024-03-25T12:00",
        "version": str(made.version),
    }
    response = cast.client("secretary").post(f"/consultas/{made.number}/editar/", sent)
    assert response.status_code == 302


def test_change_is_told_with_who_in_which_capacity_and_values_in_words(cast: Cast) -> None:
    move_deadline(cast)
    found = [each for each in told(cast, "secretary", kind="members.consultation") if each.verb == "cambió"]
    assert [(each.person, each.capacity, each.kind, each.called) for each in found] == [
        (
            "Sara Secretaría",
            "ONU Mujeres México · Secretaría técnica",
            "consulta",
            "2024-001 Copresidencia 2025–2026",
        )
    ]
    assert [(each.label, each.before, each.after) for each in found[0].changes] == [
        ("plazo", "22 de marzo de 2024, 12:00", "25 de marzo de 2024, 12:00")
    ]
    text = page(cast.client("secretary"), f"{ADDRESS}?clase=members.consultation")
    assert ("Plazo: de <del>22 de marzo de 2024, 12:00</del> a <ins>25 de marzo de 2024, 12:00</ins>") in text


def test_what_a_row_refers_to_is_named(cast: Cast) -> None:
    to_sign(cast)
    seats = {
        change.after
        for each in told(cast, "secretary", kind="members.signature")
        for change in each.changes
        if change.label == "lugar en la mesa"
    }
    assert seats == {
        "Embajada de Alemania en México",
        "Embajada de Chile en México",
        "Embajada de Francia en México",
    }


def test_filters_by_person_organisation_and_day(cast: Cast) -> None:
    move_deadline(cast)
    secretary, french = cast.secretary.pk, cast.french.pk
    by_secretary = told(cast, "secretary", person=secretary)
    assert {each.user for each in by_secretary} == {secretary}
    assert told(cast, "secretary", organisation=cast.un_women.pk) == by_secretary
    assert told(cast, "secretary", person=french) == []
    assert told(cast, "secretary", person=secretary, organisation=cast.france.pk) == []
    # The moments of the history are those of the database, which no test moves.
    today = timezone.localdate(by_secretary[0].at)
    assert told(cast, "secretary", person=secretary, since=today, until=today) == by_secretary
    assert told(cast, "secretary", person=secretary, since=today + timedelta(days=1)) == []
    assert told(cast, "secretary", person=secretary, until=today - timedelta(days=1)) == []


def test_pages_follow_one_another_without_a_gap(cast: Cast) -> None:
    filtered = audit.wanted(cast.actor("secretary"), Asked())
    everything = [event.cursor for event in newest(filtered, after=None, limit=10_000)]
    pages: list[Cursor] = []
    after = None
    while piece := newest(filtered, after=after, limit=7):
        pages += [event.cursor for event in piece]
        after = read_cursor(str(piece[-1].cursor))
    assert len(everything) > 20
    assert pages == everything


@pytest.mark.parametrize("text", ["", "x", "~~", "2024-01-01T00:00:00~a~1", "2024-13-01T00:00:00Z~a~1"])
def test_cursor_of_nonsense_begins_anew(cast: Cast, text: str) -> None:
    assert read_cursor(text) is None
    assert cast.client("secretary").get(ADDRESS, {"antes": text}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "persona=0",
        "persona=x",
        "organizacion=-1",
        "clase=auth.user",
        "desde=ayer",
        "hasta=2024-02-30",
        "hasta=9999-12-31",
        "desde=0001-01-01&hasta=0001-01-01",
    ],
)
def test_odd_filters_are_no_error(cast: Cast, query: str) -> None:
    assert cast.client("secretary").get(f"{ADDRESS}?{query}").status_code == 200


def test_administrator_reads_no_drafts(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    draft(cast)
    for who, reads in (("secretary", True), ("administrator", False)):
        text = page(cast.client(who), ADDRESS)
        assert ("Copresidencia 2025–2026" in text) is reads
        assert ('value="projects.revision"' in text) is reads
        assert (told(cast, who, kind="projects.revision") != []) is reads


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_export_holds_a_line_for_each_value(cast: Cast, suffix: str) -> None:
    move_deadline(cast)
    address = f"{ADDRESS}cambios.{suffix}?persona={cast.secretary.pk}"
    content = cast.client("secretary").get(address).content
    if suffix == "csv":
        rows = [line.split(",") for line in content.decode("utf-8-sig").splitlines()]
        assert rows[0][:4] == ["Fecha y hora", "Persona", "En calidad de", "Acción"]
        assert "22 de marzo de 2024" in content.decode()
    else:
        lines = list(load_workbook(BytesIO(content)).active.values)
        assert lines[1][1:] == (
            "Sara Secretaría",
            "ONU Mujeres México · Secretaría técnica",
            "cambió",
            "consulta",
            "2024-001 Copresidencia 2025–2026",
            "plazo",
            "22 de marzo de 2024, 12:00",
            "25 de marzo de 2024, 12:00",
        )


def test_refusals_are_listed_and_narrowed(cast: Cast) -> None:
    cast.client("french").get("/ajustes/")
    assert Refusal.objects.count() == 1
    browser = cast.client("secretary")
    assert "Françoise Francesa" in page(browser, f"{ADDRESS}negados/").split("<table")[1]
    assert "<table" not in page(browser, f"{ADDRESS}negados/?persona={cast.secretary.pk}")
    assert "<table" in page(browser, f"{ADDRESS}negados/?desde={date(2024, 3, 12)}&hasta={date(2024, 3, 12)}")
    assert "<table" not in page(browser, f"{ADDRESS}negados/?hasta={date(2024, 3, 11)}")


@pytest.mark.parametrize("names", [1, 3])
def test_page_asks_eleven_times(cast: Cast, names: int) -> None:
    for number in range(names):
        OrganisationName.objects.filter(organisation=cast.france).update(name=f"Nombre {number}")
    assert len(queries_of(cast.client("secretary"), ADDRESS)) <= 11


def test_every_tracked_model_is_told(cast: Cast) -> None:
    """The one query over all tables holds, whatever their columns are."""
    filtered = audit.wanted(cast.actor("secretary"), Asked())
    assert filtered.models == tuple(tracked_models())
    assert newest(filtered, after=None, limit=1)
