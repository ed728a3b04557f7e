"""A presidency changes hands in a real browser: from the candidacy to the dossier, by a moved clock."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from time_machine import Traveller

from mcig.access import actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading, load_demonstration
from members import demo_consultations, tasks
from members.actions.consultations import create_draft
from members.models import Candidacy, Consultation, Mandate
from tests.support.browser import Opener
from tests.support.consultations import link_to
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.e2e
PROPOSED = datetime(2026, 9, 1, 18, tzinfo=UTC)
DEADLINE = datetime(2026, 9, 11, 18, tzinfo=UTC)  # 12:00 in Mexico City
SHADOW = datetime(2026, 12, 15, 18, tzinfo=UTC)
NEXT_TERM = datetime(2027, 1, 1, 6, 0, 1, tzinfo=UTC)  # its first second in Mexico City
PRIORITIES = "Sistemas de cuidados y datos abiertos."
CANADA = {"es": "Embajada de Canadá en México", "en": "Embassy of Canada in Mexico"}
Window = Callable[..., Page]


@pytest.fixture
def moved() -> Iterator[Traveller]:
    """The clock of the whole process, the server's thread included; people log in anew after each move."""
    with time_machine.travel(PROPOSED) as traveller:
        yield traveller


@pytest.fixture
def demonstration(moved: Traveller, live_server: LiveServer) -> None:
    load_demonstration(Loading(accounts_only=True))
    demo_consultations.open_one()
    demo_consultations.propose_one()


@pytest.fixture(params=[("es", True), ("en", False)], ids=["español", "English without JavaScript"])
def window(request: pytest.FixtureRequest, at_desk: Opener) -> Iterator[Window]:
    """Opens a page as somebody, in the language of this run; labels are looked up in it too."""
    language, scripts = request.param

    def opened(who: str | None, path: str) -> Page:
        desk = at_desk(who, java_script_enabled=scripts)
        desk.context.add_cookies([{"name": "django_language", "value": language, "url": desk.address}])
        return desk.open(path)

    with override(language):
        yield opened


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).first.click()


def propose_and_join(window: Window) -> str:
    """France proposes itself, Canada joins; gives the path of the candidacy."""
    page = window("francia", "/presidencia/")
    page.get_by_role("link", name=_("Proponer una candidatura")).click()
    page.get_by_label(_("Prioridades que propone")).fill(PRIORITIES)
    press(page, _("Proponer la candidatura"))
    expect(page.locator("#avisos")).to_contain_text(_("La candidatura quedó abierta."))
    candidacy = Candidacy.objects.get(priorities=PRIORITIES)
    path = candidacy.get_absolute_url()

    other = window("canada", path)
    press(other, _("Pedir sumarse"))
    expect(other.locator("#avisos")).to_contain_text(
        _("La solicitud quedó registrada; responde quien propone la candidatura.")
    )
    page.goto(page.url)
    press(page, _("Aceptar"))
    expect(page.locator("main")).to_contain_text(_("Se suma"))
    return path


def consult(window: Window, path: str) -> Consultation:
    page = window("secretaria", path)
    press(page, _("Poner a consulta"))
    page.get_by_label(_("Plazo para responder")).fill("2026-09-11T12:00")
    press(page, _("Guardar el borrador"))
    page.get_by_role("link", name=_("Revisar y abrir")).click()
    press(page, _("Abrir y enviar"))
    opened = Consultation.objects.get(purpose="candidacy")
    assert (opened.state, opened.deadline) == ("open", DEADLINE)
    return opened


def answer_by_link(window: Window, consultation: Consultation) -> None:
    """Australia has no account: its titular answers from the message alone."""
    link = link_to(f"au@{DOMAIN}")
    page = window(None, link)
    expect(page.locator("main")).to_contain_text(consultation.subject)
    page.get_by_role("radio").first.check()
    press(page, _("Enviar la respuesta"))
    said = _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo.")
    expect(page.locator("#avisos")).to_contain_text(said)
    seat = consultation.seats.get(seat__organisation__code="AU")
    assert (seat.state, seat.source, seat.spoken_by) == ("agrees", "link", "Tamsin Holloway")


def deadline_passes(window: Window, moved: Traveller, consultation: Consultation, path: str) -> Mandate:
    """The clock reaches the deadline, the job records the outcome, and nobody answers any more."""
    link = link_to(f"uy@{DOMAIN}")
    moved.move_to(DEADLINE)
    late = window(None, link)
    expect(late.get_by_role("heading", level=1)).to_have_text(_("Este enlace ya venció"))
    tasks.close_consultations(0)
    tasks.certify(consultation.pk)
    page = window("francia", path)
    expect(page.locator("main")).to_contain_text(_("Quedó registrado:"))
    mandate = Candidacy.objects.get(priorities=PRIORITIES).mandate
    assert mandate is not None
    assert str(mandate.validity) == "[2027-01-01, 2029-01-01)"
    assert list(mandate.seats.values_list("organisation__code", flat=True)) == ["FR", "CA"]
    assert set(Candidacy.objects.values_list("state", flat=True)) == {"adopted", "rejected"}
    return mandate


def shadow_period(window: Window, moved: Traveller) -> None:
    """The incoming reads drafts and changes none."""
    secretariat = actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), timezone.localdate())
    draft = create_draft(actor=secretariat, subject="Borrador del plan de trabajo", text="Texto.")
    path = f"/consultas/{draft.number}/"
    assert window("francia", path).get_by_text(draft.subject).count() == 0
    moved.move_to(SHADOW)
    page = window("francia", path)
    expect(page.get_by_role("heading", level=1)).to_contain_text(draft.subject)
    expect(page.get_by_role("link", name=_("Editar"))).to_have_count(0)
    assert page.goto(f"{page.url}editar/").status == 403  # type: ignore[union-attr]


def rights_change(window: Window, moved: Traveller) -> None:
    """One second into the term the incoming presides, and the outgoing no longer does."""
    assert window("chile", "/presidencia/traspaso/").url.endswith("/traspaso/")
    draft = Consultation.objects.get(state="draft")
    expect(window("chile", f"/consultas/{draft.number}/").locator("main")).to_contain_text(draft.subject)
    moved.move_to(NEXT_TERM)
    assert window("chile", f"/consultas/{draft.number}/").get_by_text(draft.subject).count() == 0
    page = window("francia", "/")
    expect(page.locator("main")).to_contain_text(CANADA[get_language()])
    expect(window("francia", f"/consultas/{draft.number}/").locator("main")).to_contain_text(draft.subject)


def read_dossier(window: Window) -> None:
    """France, now in office, issues the dossier; its PDF and its data say who handed over what."""
    page = window("francia", "/presidencia/traspaso/")
    press(page, _("Emitir el dossier"))
    said = _("El dossier quedó emitido: descárguelo en PDF o con sus datos.")
    expect(page.locator("#avisos")).to_contain_text(said)
    files = [download(page, suffix) for suffix in ("pdf", "zip")]
    whole = flat(" ".join(page_texts(files[0])))
    with ZipFile(BytesIO(files[1])) as archive:
        data = json.loads(archive.read("dossier.json"))
        members = archive.read("integrantes.csv").decode("utf-8-sig")
    assert data["mandate"]["holders"] == ["CL", "DE"]
    assert ("Uruguay" in whole, "Uruguay" in members) == (True, True)
    assert CANADA[get_language()] in whole
    following = next(section for section in data["sections"] if section["key"] == "mandatos")["rows"][0]
    assert (CANADA[get_language()] in following[1], "2027" in following[2]) == (True, True)


def download(page: Page, suffix: str) -> bytes:
    with page.expect_download() as started:
        page.locator(f'a[href$="/dossier/{suffix}/"]').click()
    return Path(started.value.path()).read_bytes()


def test_presidency_changes_hands_from_candidacy_to_dossier(
    demonstration: None, moved: Traveller, window: Window
) -> None:
    path = propose_and_join(window)
    consultation = consult(window, path)
    answer_by_link(window, consultation)
    deadline_passes(window, moved, consultation, path)
    shadow_period(window, moved)
    rights_change(window, moved)
    read_dossier(window)
