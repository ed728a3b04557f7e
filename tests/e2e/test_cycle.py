"""The whole life of a meeting in a real browser: from an item proposed by link to a commitment fulfilled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from time_machine import Traveller

from agenda import tasks
from agenda.actions.meetings import MeetingFacts, create_meeting
from agenda.actions.proposals import call_for_items
from agenda.models import Commitment, Decision, Meeting, Minutes
from mcig.access import actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading, load_demonstration
from mcig.notices.actions.dispatches import send_dispatch
from mcig.notices.models import Dispatch
from members import tasks as members_tasks
from members.models import Consultation
from tests.support.browser import Opener, axe
from tests.support.convocations import link_to, seat_of
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.e2e
PREPARED = datetime(2026, 9, 1, 18, tzinfo=UTC)  # noon in Mexico City, as the others
BEGINS = datetime(2026, 9, 15, 18, tzinfo=UTC)
SILENT_UNTIL = datetime(2026, 9, 26, 18, tzinfo=UTC)
DUE = "2026-10-15"
REMINDED = datetime(2026, 10, 8, 18, tzinfo=UTC)
PROPOSED, PLAN = "Cuidados en la frontera", "Plan de trabajo"
DECIDED = "Se adopta el plan de trabajo 2027."
PROMISED = "Enviar el directorio de refugios de la frontera."
DONE = "El directorio llegó a las 24 embajadas."
Window = Callable[..., Page]


@pytest.fixture
def moved() -> Iterator[Traveller]:
    """The clock of the whole process, the server's thread included; people log in anew after each move."""
    with time_machine.travel(PREPARED) as traveller:
        yield traveller


@pytest.fixture
def meeting(moved: Traveller, live_server: LiveServer) -> Meeting:
    """A draft of which the members were asked for items."""
    load_demonstration(Loading(accounts_only=True))
    secretariat = actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), timezone.localdate())
    facts = MeetingFacts(
        title="Reunión de septiembre",
        kind="ordinary",
        time_zone="America/Mexico_City",
        starts_at=BEGINS,
        planned_minutes=120,
        place="Embajada de Chile",
        quorum=2,
        proposals_until=PREPARED + timedelta(days=7),
    )
    made = create_meeting(actor=secretariat, facts=facts)
    mailing = call_for_items(actor=secretariat, meeting=made, version=made.version)
    send_dispatch(actor=secretariat, dispatch=mailing.dispatch)
    return made


@pytest.fixture
def window(at_desk: Opener) -> Window:
    """Opens a page as somebody, or by a personal link as nobody."""
    return lambda who, path: at_desk(who).open(path)


@pytest.fixture
def plain(at_desk: Opener) -> Window:
    """The same in a browser that runs no scripts."""
    return lambda who, path: at_desk(who, java_script_enabled=False).open(path)


def press(page: Page | Locator, label: str) -> None:
    page.get_by_role("button", name=label).first.click()


def told(page: Page, words: str) -> None:
    expect(page.locator("#avisos")).to_contain_text(words)


def said(page: Page, words: str) -> None:
    """What the desk says of a step: beside the board, and without scripts where every page says it."""
    expect(page.locator("#anuncio, #avisos").filter(has_text=words)).to_be_visible()


def confirm(page: Page, label: str) -> None:
    """Press a button that asks first, and say yes."""
    press(page.locator("main"), label)
    press(page.locator("#confirmacion"), label)


def order(meeting: Meeting) -> list[str]:
    """The titles of the agenda, once their places have neither a gap nor a duplicate."""
    rows = list(meeting.items.filter(lane="accepted").order_by("position").values_list("position", "title"))
    assert [position for position, _title in rows] == list(range(1, len(rows) + 1))
    return [title for _position, title in rows]


def row(page: Page, title: str) -> Locator:
    return page.locator(".desk-row").filter(has=page.locator(".desk-title", has_text=title))


def propose_by_link(window: Window) -> None:
    page = window(None, link_to(f"francia@{DOMAIN}"))
    page.get_by_label("Qué punto propone").fill(PROPOSED)
    page.get_by_label("Por qué lo propone").fill("Tres proyectos empiezan en abril.")
    page.get_by_label("Cuántos minutos necesita").fill("20")
    press(page, "Enviar la propuesta")
    told(page, "La propuesta llegó a la secretaría técnica y a la presidencia.")


def build(page: Page, *lines: str) -> None:
    """Accept the proposal, and type more items in the line."""
    press(page, "Aceptar")
    said(page, f"«{PROPOSED}» ahora es el punto 1.")
    for line in lines:
        page.locator("#nuevo-0").fill(line)
        page.locator("#nuevo-0").press("Enter")
        said(page, f"Se agregó «{line}».")


def edit_at_once(first: Page, second: Page, meeting: Meeting, *, scripts: bool = True) -> None:
    """Two people open the same item; the second save is stale, is merged, and loses nothing."""
    for page in (first, second):
        row(page, PLAN).get_by_role("link", name="Editar").click()
        expect(page.locator(".item-form")).to_be_visible()
    mine, theirs = first.locator(".item-form"), second.locator(".item-form")
    mine.get_by_label("Duración, en minutos").fill("40")
    mine.get_by_label("Descripción").fill("Lo presenta la secretaría técnica.")
    press(mine, "Guardar")
    said(first, f"«{PLAN}» está guardado.")

    theirs.get_by_label("Descripción").fill("Lo presenta Chile.")
    theirs.get_by_label("Notas internas").fill("Preguntar por el presupuesto.")
    with second.expect_response(lambda response: "/puntos/" in response.url) as answer:
        press(theirs, "Guardar")
    assert answer.value.status == HTTPStatus.CONFLICT
    expect(theirs.locator(".conflict")).to_contain_text("Lo presenta la secretaría técnica.")
    expect(theirs.locator(".conflict")).to_contain_text("Lo presenta Chile.")
    expect(theirs).to_contain_text("Lo que la otra persona cambió y usted no, ya está en el formulario:")
    expect(theirs.get_by_label("Duración, en minutos")).to_have_value("40")
    expect(theirs.get_by_label("Notas internas")).to_have_value("Preguntar por el presupuesto.")
    if scripts:
        assert axe(second) == []

    theirs.get_by_role("textbox", name="Descripción").fill("Lo presenta Chile con la secretaría técnica.")
    press(theirs, "Guardar")
    said(second, f"«{PLAN}» está guardado.")
    item = meeting.items.get(title=PLAN)
    assert (item.minutes, item.description, item.internal_notes) == (
        40,
        "Lo presenta Chile con la secretaría técnica.",
        "Preguntar por el presupuesto.",
    )


def publish(page: Page, meeting: Meeting, number: int) -> list[str]:
    """Publish from the desk; gives the sentences that say what changes."""
    page.goto(page.url.split("#")[0])
    page.get_by_role("link", name="Revisar y publicar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publicar el orden del día")
    sentences = page.locator(".agenda-changes li").all_inner_texts()
    press(page.locator("main"), "Publicar")
    expect(page.locator("main")).to_contain_text(f"Versión {number}")
    assert meeting.agenda_versions.count() == number
    return sentences


def reorder(page: Page, meeting: Meeting) -> None:
    """By drag with the mouse, by button, and by keyboard; each is said to screen readers."""
    page.goto(page.url)
    handle = row(page, "Bienvenida").locator(".sortable-handle")
    handle.scroll_into_view_if_needed()
    start, target = handle.bounding_box(), row(page, PROPOSED).bounding_box()
    assert start is not None
    assert target is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    for part in (0.5, 0.2, 0.1):
        page.mouse.move(start["x"] + start["width"] / 2, target["y"] + target["height"] * part, steps=8)
    page.mouse.up()
    expect(page.locator("#anuncio")).to_contain_text("«Bienvenida» ahora es el punto 1.")
    assert order(meeting) == ["Bienvenida", PROPOSED, PLAN, "Asuntos varios"]

    press(row(page, PROPOSED), "Bajar")
    said(page, f"«{PROPOSED}» ahora es el punto 3.")
    assert order(meeting) == ["Bienvenida", PLAN, PROPOSED, "Asuntos varios"]

    row(page, PROPOSED).get_by_role("button", name="Bajar").focus()
    page.keyboard.press("Alt+ArrowDown")
    said(page, f"«{PROPOSED}» ahora es el punto 4.")
    assert order(meeting) == ["Bienvenida", PLAN, "Asuntos varios", PROPOSED]
    assert axe(page) == []


def convene(window: Window, meeting: Meeting) -> None:
    """Nothing leaves before somebody has read it and sent it."""
    page = window("secretaria", meeting.get_absolute_url())
    page.get_by_role("link", name="Convocar", exact=True).click()
    press(page, "Convocar y preparar los mensajes")
    expect(page.locator("main")).to_contain_text("Nada ha salido todavía.")
    dispatch = Dispatch.objects.latest("pk")
    assert dispatch.state == "waiting"
    press(page.locator("main"), "Enviar")
    expect(page.locator("main")).to_contain_text("Así salió, y esto fue de cada mensaje.")
    meeting.refresh_from_db()
    assert meeting.state == "convened"


def answer_three_ways(window: Window, meeting: Meeting) -> None:
    """Australia by the link of its mail, France in the site, Uruguay by telephone: one record each."""
    page = window(None, link_to(f"au@{DOMAIN}"))
    page.get_by_label("Asistirá", exact=True).check()
    press(page, "Enviar la respuesta")
    told(page, "Su respuesta quedó registrada.")

    page = window("francia", f"{meeting.get_absolute_url()}responder/")
    page.get_by_label("Por confirmar").check()
    press(page, "Enviar la respuesta")
    told(page, "Su respuesta quedó registrada.")

    page = window("secretaria", f"{meeting.get_absolute_url()}respuestas/")
    page.get_by_role("row", name="Uruguay").get_by_role("link", name="Registrar por teléfono").click()
    page.get_by_label("Quién dio la respuesta por teléfono").fill("La recepción de la embajada")
    page.get_by_label("No asistirá").check()
    press(page, "Registrar la respuesta")
    told(page, "La respuesta quedó registrada como recibida por teléfono.")
    given = [seat_of(meeting, code) for code in ("AU", "FR", "UY")]
    assert [(seat.answer, seat.source) for seat in given] == [
        ("accepted", "link"),
        ("tentative", "account"),
        ("declined", "phone"),
    ]
    assert given[2].spoken_by == "La recepción de la embajada"
    tally = page.locator(".tally dd").all_inner_texts()
    assert [int(number) for number in tally] == [1, 1, 1, meeting.seats.count() - 3]


def hold_session(window: Window, meeting: Meeting, *, scripts: bool = True) -> None:
    """Start, note, agree, count who is there, end, and draw the numbers."""
    page = window("secretaria", f"{meeting.get_absolute_url()}sesion/")
    press(page, "Iniciar la sesión")
    told(page, "La sesión comenzó.")
    press(page.locator(".session-agenda li").filter(has_text=PLAN), "Pasar a este")
    expect(page.locator("#punto")).to_have_text(f"2. {PLAN}")
    page.get_by_label("Notas del punto").fill("CL: presenta el plan.\n\nSe conversa del presupuesto.")
    if scripts:
        page.get_by_label("Notas del punto").blur()
        expect(page.locator("#notas-estado")).to_contain_text("Guardado a las")
    else:
        press(page, "Guardar las notas")
        told(page, "Las notas quedaron guardadas.")
    page.get_by_label("Acuerdo", exact=True).fill(DECIDED)
    press(page, "Anotar el acuerdo")
    expect(page.locator(".noted")).to_contain_text(DECIDED)
    page.get_by_label("Compromiso", exact=True).fill(PROMISED)
    page.get_by_label("Responsable").select_option(label="Embajada de Francia en México")
    page.get_by_label("Fecha compromiso").fill(DUE)
    press(page, "Anotar el compromiso")
    expect(page.locator(".noted")).to_contain_text(PROMISED)
    if scripts:
        assert axe(page) == []
        expect(page.locator("[data-restore]")).to_have_count(0)
    call_roll(page, meeting)
    if scripts:
        assert axe(page) == []
        page.get_by_role("link", name="Volver a la sesión").click()
        confirm(page, "Terminar la sesión")
    else:
        page.get_by_role("link", name="Volver a la sesión").click()
        press(page, "Terminar la sesión")
    told(page, "La sesión terminó.")
    press(page, "Registrar acuerdos y compromisos")
    told(page, "El registro está al día. Acuerdos nuevos: 1. Compromisos nuevos: 1.")
    decision, commitment = Decision.objects.get(meeting=meeting), Commitment.objects.get(meeting=meeting)
    assert (decision.label, commitment.label) == ("2026-001", "2026-001")


def call_roll(page: Page, meeting: Meeting) -> None:
    """Two seats are there, as many as the meeting requires."""
    page.get_by_role("link", name="Asistencia", exact=True).click()
    for code in ("FR", "AU"):
        seat = page.locator(f"#lugar-{seat_of(meeting, code).pk}")
        seat.locator("button[value=present]").click()
        expect(seat.locator("button[value=present]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#quorum")).to_contain_text("Hay quórum: se requieren 2.")


def circulate(window: Window, meeting: Meeting) -> Minutes:
    """Minutes begun from the notes, and consulted under silence."""
    page = window("secretaria", meeting.get_absolute_url())
    press(page, "Redactar la minuta")
    text = page.locator("article.minutes")
    for words in ("Presenta el plan.", "Se conversa del presupuesto.", DECIDED, PROMISED):
        expect(text).to_contain_text(words)
    press(page, "Preparar la consulta")
    page.get_by_label("Plazo para responder").fill("2026-09-26T12:00")
    press(page, "Guardar el borrador")
    page.get_by_role("link", name="Revisar y abrir").click()
    press(page, "Abrir y enviar")
    consultation = Consultation.objects.get(purpose="minutes")
    assert (consultation.state, consultation.deadline) == ("open", SILENT_UNTIL)
    minutes = Minutes.objects.get(meeting=meeting)
    assert minutes.state == "circulated"
    return minutes


def approve_by_silence(window: Window, moved: Traveller, minutes: Minutes) -> None:
    """The deadline passes, nobody objected: the text is numbered, frozen, and anybody downloads it."""
    moved.move_to(SILENT_UNTIL)
    members_tasks.close_consultations(0)
    tasks.issue_minutes(minutes.pk)
    minutes.refresh_from_db()
    assert (minutes.state, minutes.label) == ("approved", "2026-001")
    page = window("francia", minutes.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Aprobada el 26 de septiembre de 2026")
    with page.expect_download() as started:
        page.get_by_role("link", name="PDF", exact=True).click()
    whole = flat(" ".join(page_texts(Path(started.value.path()).read_bytes())))
    assert [words in whole for words in (DECIDED, PROMISED, "Presenta el plan.")] == [True] * 3


def fulfil(window: Window, moved: Traveller) -> None:
    """A week before the day its owner is reminded, and tells by the link of the mail how it ended."""
    moved.move_to(REMINDED)
    tasks.remind_of_commitments(0)
    page = window(None, link_to(f"francia@{DOMAIN}"))
    expect(page.locator("main")).to_contain_text(PROMISED)
    page.get_by_label("Ya está en proceso").check()
    press(page, "Registrar")
    told(page, "Quedó registrado que está en proceso.")
    page.get_by_label("Dar por cumplido").check()
    page.get_by_label("Evidencia, motivo o comentario").fill(DONE)
    press(page, "Registrar")
    told(page, "El compromiso consta como cumplido. Gracias.")
    commitment = Commitment.objects.get(text=PROMISED)
    assert commitment.state == "fulfilled"
    page = window("canada", commitment.get_absolute_url())
    expect(page.locator(".timeline")).to_contain_text(DONE)


def test_a_meeting_from_proposal_to_fulfilled_commitment(
    meeting: Meeting, moved: Traveller, window: Window
) -> None:
    desk = f"{meeting.get_absolute_url()}orden-del-dia/"
    propose_by_link(window)
    first = window("secretaria", desk)
    build(first, "Bienvenida · 10", f"{PLAN} · 30", "Asuntos varios · 15")
    assert order(meeting) == [PROPOSED, "Bienvenida", PLAN, "Asuntos varios"]
    second = window("chile", desk)
    expect(second.locator("#presencia")).to_contain_text("También está aquí:")
    edit_at_once(first, second, meeting)
    assert publish(first, meeting, 1) == []
    first.goto(first.url.split("/reuniones/")[0] + desk)
    reorder(first, meeting)
    assert publish(first, meeting, 2) == [f"Se movió «{PROPOSED}» después de «Asuntos varios»."]
    convene(window, meeting)
    answer_three_ways(window, meeting)
    moved.move_to(BEGINS)
    hold_session(window, meeting)
    minutes = circulate(window, meeting)
    approve_by_silence(window, moved, minutes)
    fulfil(window, moved)


def test_the_same_without_scripts(meeting: Meeting, moved: Traveller, plain: Window) -> None:
    desk = f"{meeting.get_absolute_url()}orden-del-dia/"
    propose_by_link(plain)
    first = plain("secretaria", desk)
    build(first, f"{PLAN} · 30")
    edit_at_once(first, plain("chile", desk), meeting, scripts=False)
    assert publish(first, meeting, 1) == []
    first.goto(first.url.split("/reuniones/")[0] + desk)
    press(row(first, PLAN), "Subir")
    said(first, f"«{PLAN}» ahora es el punto 1.")
    press(row(first, PLAN), "Bajar")
    said(first, f"«{PLAN}» ahora es el punto 2.")
    assert order(meeting) == [PROPOSED, PLAN]
    convene(plain, meeting)
    answer_three_ways(plain, meeting)
    moved.move_to(BEGINS)
    hold_session(plain, meeting, scripts=False)
    minutes = circulate(plain, meeting)
    approve_by_silence(plain, moved, minutes)
    fulfil(plain, moved)
