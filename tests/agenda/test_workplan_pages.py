"""The work plan of a mandate: lines, milestones, indicators, print, spreadsheet, and what goes on."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from agenda.actions import workplan as actions
from agenda.actions.workplan import IndicatorFacts, LineFacts, MilestoneFacts
from agenda.models import Indicator, Measurement, Milestone, WorkLine
from mcig.rules import Broken
from members.dossier import Asked, sections_for
from members.models import Mandate, MandateRole
from tests.members.test_presidency import NEXT_TERM
from tests.support.cast import Cast, mandate
from tests.support.meetings import theme
from tests.support.outcomes import line
from tests.support.pages import field_in, page
from tests.support.pdfs import flat, page_texts
from tests.support.queries import queries_of

PLAN = "/agenda-tematica/plan/"


def filled(cast: Cast) -> WorkLine:
    """A line with a milestone reached, one overdue, and an indicator on its way down."""
    made = line(cast)
    chilean = cast.actor("chilean")
    for facts in (
        MilestoneFacts("Términos de referencia", date(2024, 2, 1), date(2024, 1, 30)),
        MilestoneFacts("Primer borrador", date(2024, 3, 1)),
    ):
        actions.add_milestone(actor=chilean, line=made, facts=facts)
    indicator = actions.add_indicator(
        actor=chilean,
        line=made,
        facts=IndicatorFacts("Tiempo de respuesta", "días", Decimal(20), Decimal(60)),
    )
    for day, value in ((date(2024, 1, 10), "58"), (date(2024, 3, 1), "50")):
        actions.measure(actor=chilean, indicator=indicator, value=Decimal(value), measured_on=day)
    return made


def created(cast: Cast, route: str, key: int, **data: Any) -> Any:
    browser = cast.client("chilean")
    address = reverse(route, args=[key])
    return browser.post(address, data | {"once": field_in(page(browser, address), "once")})


def test_a_button_moves_a_line_and_an_old_order_is_refused(cast: Cast) -> None:
    one, two, three = (line(cast, title) for title in ("Uno", "Dos", "Tres"))
    browser, address = cast.client("chilean"), reverse("work-line-order", args=[one.mandate_id])
    keys = [str(each.pk) for each in (one, two, three)]
    assert browser.post(address, {"key": keys, "seen": keys, "move": f"{three.pk}:up"})["Location"] == address
    assert list(WorkLine.objects.values_list("title", flat=True)) == ["Uno", "Tres", "Dos"]
    response = browser.post(address, {"key": [*keys[1:], keys[0]], "seen": keys})
    assert response.status_code == 409
    assert "Otra persona cambió el orden mientras usted ordenaba." in response.content.decode()
    now = [str(each.pk) for each in (one, three, two)]
    browser.post(address, {"key": now[:2], "seen": now})
    assert list(WorkLine.objects.values_list("title", flat=True)) == ["Uno", "Tres", "Dos"]
    done = browser.post(address, {"key": now[::-1], "seen": now})
    assert done["Location"] == f"{PLAN}?mandato={one.mandate_id}"
    assert list(WorkLine.objects.values_list("title", flat=True)) == ["Dos", "Tres", "Uno"]


def test_a_plan_is_built_in_the_browser_and_read_by_members(cast: Cast) -> None:
    key = Mandate.objects.get(role=MandateRole.PRESIDENCY).pk
    response = created(
        cast,
        "work-line-create",
        key,
        title="Mapa de cuidados",
        theme=str(theme().pk),
        description="",
        state="under_way",
        owners=[str(cast.france.pk)],
    )
    made = WorkLine.objects.get()
    assert response["Location"] == made.get_absolute_url()
    created(cast, "work-milestone-create", made.pk, title="Borrador", due_on="2024-05-01")
    created(
        cast,
        "work-indicator-create",
        made.pk,
        name="Municipios",
        unit="municipios",
        baseline="0",
        target="1,000",
    )
    created(
        cast,
        "work-measurement-add",
        Indicator.objects.get().pk,
        measured_on="2024-03-10",
        value="250.5",
        source="Informe",
    )
    shown = page(cast.client("french"), PLAN)
    for text in ("Mapa de cuidados", "0 de 1 hitos cumplidos", "25 % del camino a la meta", "1,000", "250.5"):
        assert text in shown, text
    assert "Agregar una línea de trabajo" not in shown
    detail = page(cast.client("french"), made.get_absolute_url())
    assert "Municipios: valores por fecha; los mismos están en la tabla." in detail
    assert "Registrar un valor" not in detail


@pytest.mark.parametrize(
    ("value", "measured_on", "sentence"),
    [
        ("doce", "2024-03-01", "Escriba un número; por ejemplo, 1,250.5."),
        ("1,5", "2024-03-01", "Escriba el número con punto decimal; por ejemplo, 1,250.5."),
        ("", "2024-03-01", "Este campo es obligatorio."),
        ("9" * 30, "2024-03-01", "El número es demasiado grande."),
        ("5", "2024-03-13", "Un valor no se mide en el futuro: revise la fecha."),
        ("5", "0001-01-01", "La fecha debe estar entre los años 1900 y 2199."),
    ],
)
def test_a_value_that_is_none_is_refused_in_words(
    cast: Cast, value: str, measured_on: str, sentence: str
) -> None:
    filled(cast)
    key = Indicator.objects.get().pk
    before = Measurement.objects.count()
    data = {"value": value, "measured_on": measured_on, "source": "De paso"}
    response = created(cast, "work-measurement-add", key, **data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "De paso" in response.content.decode()
    assert Measurement.objects.count() == before


def test_wrong_milestones_and_lines_are_refused(cast: Cast) -> None:
    made = filled(cast)
    future = created(
        cast, "work-milestone-create", made.pk, title="X", due_on="2024-05-01", done_on="2024-05-01"
    )
    assert "Un hito no se cumple en el futuro" in future.content.decode()
    chilean = cast.actor("chilean")
    for facts, words in (
        (LineFacts("x" * 10_000), "demasiado largo"),
        (LineFacts(" "), "Escriba el nombre"),
        (LineFacts("Uno", theme=99_999), "uno de los que se ofrecen"),
        (LineFacts("Uno", state="carried"), "uno de los que se ofrecen"),
    ):
        with pytest.raises(Broken, match=words):
            actions.edit_line(actor=chilean, line=made, version=1, facts=facts)
    for name in ("french", "administrator"):
        with pytest.raises(PermissionDenied):
            actions.edit_line(actor=cast.actor(name), line=made, version=1, facts=LineFacts("Uno"))


def test_a_stale_milestone_is_not_overwritten(cast: Cast) -> None:
    filled(cast)
    milestone = Milestone.objects.get(title="Primer borrador")
    browser, address = cast.client("german"), reverse("work-milestone-edit", args=[milestone.pk])
    shown = page(browser, address)
    carried = {name: field_in(shown, name) for name in ("version", "base")}
    facts = MilestoneFacts("Borrador final", date(2024, 3, 1), date(2024, 3, 10))
    actions.edit_milestone(actor=cast.actor("secretary"), milestone=milestone, version=1, facts=facts)
    data = {"title": "Borrador uno", "due_on": "2024-03-01", "done_on": "", "note": ""} | carried
    response = browser.post(address, data)
    assert response.status_code == 409
    assert "Borrador final" in response.content.decode()
    assert "Borrador uno" in response.content.decode()
    milestone.refresh_from_db()
    assert milestone.title == "Borrador final"


def test_the_plan_is_printed_with_its_progress(cast: Cast) -> None:
    made = filled(cast)
    response = cast.client("french").get(reverse("workplan-pdf", args=[made.mandate_id]))
    assert response["Content-Type"] == "application/pdf"
    text = flat(" ".join(page_texts(response.content)))
    for words in (
        "Plan de trabajo",
        "Embajada de Chile en México, Embajada de Alemania en México",
        "1 de 2 hitos cumplidos",
        "Primer borrador 1 de marzo de 2024 Vencido",
        "Tiempo de respuesta (días) 60 20 50",
        "25 % del camino a la meta",
        "Página 1 de 1",
    ):
        assert words in text, words
    root: Any = PdfReader(BytesIO(response.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_the_spreadsheet_has_numbers_and_dates(cast: Cast) -> None:
    made = filled(cast)
    response = cast.client("french").get(reverse("workplan-export", args=[made.mandate_id, "xlsx"]))
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert len(rows) == 4
    assert rows[1][4:8] == (
        "Hito",
        "Términos de referencia",
        datetime(2024, 2, 1),  # noqa: DTZ001 - a cell knows no time zones
        datetime(2024, 1, 30),  # noqa: DTZ001
    )
    assert rows[3][4:6] == ("Indicador", "Tiempo de respuesta")
    assert rows[3][9:14] == (60, 20, 50, datetime(2024, 3, 1), 25)  # noqa: DTZ001


def test_an_indicator_that_was_never_measured_says_so_everywhere(cast: Cast) -> None:
    made = line(cast)
    facts = IndicatorFacts("Personas capacitadas", "personas", Decimal(120))
    actions.add_indicator(actor=cast.actor("chilean"), line=made, facts=facts)
    browser = cast.client("french")
    for address in (PLAN, made.get_absolute_url()):
        assert "Sin medir" in page(browser, address)
    printed = browser.get(reverse("workplan-pdf", args=[made.mandate_id]))
    assert "Personas capacitadas (personas) — 120 — Sin medir" in flat(" ".join(page_texts(printed.content)))
    sheet = browser.get(reverse("workplan-export", args=[made.mandate_id, "xlsx"]))
    rows = list(load_workbook(BytesIO(sheet.content)).active.values)
    assert rows[1][9:14] == (None, 120, None, None, None)


def test_a_line_goes_on_in_the_next_mandate_once(cast: Cast) -> None:
    made = filled(cast)
    browser, address = cast.client("chilean"), reverse("work-line-carry", args=[made.pk])
    response = browser.post(address, {"version": "1"})
    assert "Todavía no hay un mandato siguiente registrado." in page(browser, response["Location"])
    following = mandate(MandateRole.PRESIDENCY, NEXT_TERM, cast.france)
    browser.post(address, {"version": "1"})
    new = WorkLine.objects.get(mandate=following)
    assert [each.title for each in new.milestones.all()] == ["Primer borrador"]
    indicator = new.indicators.get()
    assert (indicator.baseline, indicator.latest and indicator.latest.value) == (Decimal(60), Decimal(50))
    assert [seat.organisation for seat in new.owners.all()] == [cast.france]
    assert "Continúa en el mandato siguiente:" in page(browser, made.get_absolute_url())
    assert "Viene del mandato anterior" in page(browser, new.get_absolute_url())
    again = browser.post(address, {"version": "2"})
    assert again.status_code == 400
    assert "Solo una línea prevista o en curso" in again.content.decode()
    assert WorkLine.objects.count() == 2


def test_the_dossier_tells_of_themes_plan_and_registers(cast: Cast) -> None:
    made = filled(cast)
    sections = {each.key: each for each in sections_for(Asked(made.mandate_id, date(2024, 3, 12)))}
    assert sections["plan-de-trabajo"].rows == (
        (
            "Mapa de sistemas locales",
            "en curso",
            "Embajada de Francia en México",
            "1 de 2",
            "Tiempo de respuesta: 50 (25 % del camino a la meta)",
        ),
    )
    assert sections["acuerdos-en-vigor"].rows == ()
    assert {"compromisos-abiertos", "temas"} <= set(sections)


def test_pages_ask_the_same_for_one_line_and_for_three(cast: Cast) -> None:
    browser = cast.client("secretary")
    first = filled(cast)
    addresses = (PLAN, first.get_absolute_url())
    before = [len(queries_of(browser, address)) for address in addresses]
    filled(cast)
    filled(cast)
    assert [len(queries_of(browser, address)) for address in addresses] == before
    assert max(before) <= 14


def test_history_tells_of_values_and_milestones(cast: Cast) -> None:
    made = filled(cast)
    shown = page(cast.client("german"), reverse("work-line-history", args=[made.pk]))
    for text in ("Primer borrador", "1 de marzo de 2024", "valor", "Mapa de sistemas locales"):
        assert text in shown
