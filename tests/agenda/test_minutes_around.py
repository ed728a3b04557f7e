"""What is printed, exported and shown elsewhere of sessions and minutes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from agenda.actions.minutes import begin
from agenda.actions.papers import add_papers
from agenda.actions.session import end
from agenda.dossier import approved_minutes, calendar
from agenda.models import Commitment, Decision
from mcig.files.actions import check
from members.dossier import Asked
from members.models import Mandate, MandateRole
from tests.support.cast import TODAY, Cast
from tests.support.files import pdf, upload
from tests.support.meetings import convened, item, meeting, published
from tests.support.minutes import approved, begun
from tests.support.pdfs import flat, page_texts
from tests.support.sessions import live

pytestmark = pytest.mark.django_db


def home(browser: Client) -> str:
    return flat(browser.get("/").content.decode())


def test_the_list_is_blank_before_and_filled_after(cast: Cast) -> None:
    browser = cast.client("secretary")
    before = convened(cast, number=3)
    blank = flat(" ".join(page_texts(browser.get(f"/reuniones/{before.pk}/asistencia/es.pdf").content)))
    assert "Lista de asistencia" in blank
    assert "Integrante Quién asistió Firma Embajada de Alemania en México" in blank
    after = begun(cast).meeting
    filled = flat(" ".join(page_texts(browser.get(f"/reuniones/{after.pk}/asistencia/en.pdf").content)))
    assert "Embajada de Francia en México Françoise Francesa Present" in filled
    assert browser.get(f"/reuniones/{after.pk}/asistencia/fr.pdf").status_code == 404


def test_the_attendance_as_a_spreadsheet(cast: Cast) -> None:
    meeting = begun(cast).meeting
    response = cast.client("german").get(f"/reuniones/{meeting.pk}/asistencia.xlsx")
    sheet: Any = load_workbook(BytesIO(response.content)).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Integrante", "Respuesta", "Asistencia", "Quién asistió"],
        ["Embajada de Alemania en México", "sin respuesta", "sin registrar", None],
        ["Embajada de Chile en México", "sin respuesta", "sin registrar", None],
        ["Embajada de Francia en México", "sin respuesta", "presente", "Françoise Francesa"],
    ]
    assert response["Content-Disposition"] == f'attachment; filename="asistencia-{meeting.pk}.xlsx"'


def test_what_was_agreed_enters_the_register_before_the_minutes_are_approved(cast: Cast) -> None:
    meeting = begun(cast).meeting
    browser = cast.client("secretary")
    page = f"/reuniones/{meeting.pk}/sesion/"
    assert "Registrar acuerdos y compromisos" in flat(browser.get(page).content.decode())
    for _time in range(2):
        browser.post(f"{page}registrar/")
    assert (Decision.objects.get().label, Commitment.objects.get().label) == ("2024-001", "2024-001")
    assert "Registrar acuerdos y compromisos" not in flat(browser.get(page).content.decode())


def test_home_says_what_is_on_and_what_is_to_be_written(cast: Cast) -> None:
    assert "Sesión en curso" not in home(cast.client("french"))
    running = live(cast)
    assert f'href="/reuniones/{running.pk}/sesion/"' in home(cast.client("secretary"))
    seen = home(cast.client("french"))
    assert ("Sesión en curso" in seen, f"/reuniones/{running.pk}/sesion/" in seen) == (True, False)
    minutes = begun(cast, number=2, title="Otra")
    assert f'href="{minutes.get_absolute_url()}"' in home(cast.client("chilean"))
    assert minutes.get_absolute_url() not in home(cast.client("french"))


def test_approved_minutes_stand_in_the_dossier(cast: Cast) -> None:
    approved(cast)
    mandate = Mandate.objects.get(role=MandateRole.PRESIDENCY)
    section = approved_minutes(Asked(mandate.pk, TODAY))
    day = "12 de marzo de 2024"
    assert section.rows == (("2024-001", "Reunión ordinaria de abril", day, section.rows[0][3]),)


def test_the_calendar_of_meetings_stands_in_the_dossier(cast: Cast) -> None:
    approved(cast)
    meeting(cast, "Borrador que nadie conoce")
    convened(cast, "Del mandato anterior", 8, starts_at=datetime(2012, 4, 9, 16, 0, tzinfo=UTC))
    ahead = convened(cast, "La siguiente", 2, link="https://sala.example/mesa")
    published(ahead, cast)
    mandate = Mandate.objects.get(role=MandateRole.PRESIDENCY)
    rows = {row[0]: row for row in calendar(Asked(mandate.pk, TODAY)).rows}
    assert "Borrador que nadie conoce" not in rows
    assert "Del mandato anterior" not in rows
    held, following = rows["Reunión ordinaria de abril"], rows["La siguiente"]
    assert (held[1], held[4], held[6]) == ("1/2024", "cerrada", "2024-001")
    assert following == (
        "La siguiente",
        "2/2024",
        "9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)",
        "Embajada de Chile en México\nhttps://sala.example/mesa",
        "convocada",
        "1",
        "",
    )


def test_minutes_begin_with_the_papers_that_every_member_could_read(cast: Cast) -> None:
    made, secretary = live(cast), cast.actor("secretary")
    known = made.items.get(position=1)
    published(made, cast)
    hidden = item(made, "Sin publicar")
    for title, level, of in (
        ("Nota conceptual", "public", known),
        ("Términos de referencia", "members", None),
        ("Solo para la presidencia", "presidency", known),
        ("De un punto sin publicar", "members", hidden),
    ):
        files = [check(upload(f"{title}.pdf", pdf()))]
        key = of.pk if of else None
        add_papers(actor=secretary, meeting=made, files=files, level=level, item=key, title=title)
    made.refresh_from_db()
    minutes = begin(actor=secretary, meeting=end(actor=secretary, meeting=made, version=made.version))
    assert minutes.handouts == "- Términos de referencia\n- Nota conceptual"
