"""What everybody reads of meetings and of documents of the mesa: what is marked, and nothing beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agenda.actions.disclosing import disclose
from agenda.models import Disclosed, Disclosure, Meeting, Paper, PaperLevel
from mcig.rules import Broken
from tests.public.test_face import addresses, body
from tests.support import mesa_documents, minutes
from tests.support.cast import Cast
from tests.support.meetings import convened, item, paper_of
from tests.support.pages import page
from tests.support.public import switched

pytestmark = pytest.mark.django_db
LINK = "https://videollamada.example/sala-reservada"


def event(cast: Cast, title: str = "Conversatorio sobre cuidados", **more: Any) -> Meeting:
    return convened(cast, title, kind="event", link=LINK, **more)


def mark(cast: Cast, meeting: Meeting, part: str, answer: str = "si", who: str = "chilean") -> Any:
    address = reverse("meeting-disclose", args=[meeting.pk, part])
    return cast.client(who).post(address, {"publico": answer, "version": meeting.version}, follow=True)


def everything() -> str:
    return "\n".join(body(Client().get(each)).decode("utf-8", "replace") for each in addresses())


def test_event_is_shown_once_it_is_marked_and_never_with_its_link(cast: Cast) -> None:
    switched(cast)
    shown, kept = event(cast), event(cast, "Desayuno reservado", number=2)
    assert "solo lo leen los integrantes." in page(cast.client("chilean"), f"/reuniones/{shown.pk}/")
    mark(cast, shown, "event")
    html = Client().get("/publico/es/eventos/").content.decode()
    assert "Conversatorio sobre cuidados" in html
    assert "9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)" in html
    told = everything()
    assert [word for word in (LINK, kept.title) if word in told] == []
    mark(cast, shown, "event", "no")
    assert "Conversatorio" not in everything()


def test_meeting_that_is_no_event_is_not_shown(cast: Cast) -> None:
    meeting = convened(cast)
    assert "Cara pública" not in page(cast.client("chilean"), f"/reuniones/{meeting.pk}/")
    assert "Solo se muestra" in mark(cast, meeting, "event").content.decode()
    assert mark(cast, meeting, "otra-cosa").status_code == 404
    assert mark(cast, meeting, "event", who="french").status_code == 403
    with pytest.raises(Broken):
        disclose(
            actor=cast.actor("secretary"),
            meeting=meeting,
            part=Disclosed.MINUTES,
            shown=True,
            version=meeting.version,
        )
    assert not Disclosure.objects.exists()


def test_minutes_are_read_in_their_public_rendering_alone(cast: Cast) -> None:
    switched(cast)
    approved = minutes.approved(cast)
    address = reverse("public-entry", args=["es", "minutas", approved.label])
    assert Client().get(address).status_code == 404
    told = mark(cast, approved.meeting, "minutes", who="secretary").content.decode()
    assert "Retirar de la cara pública" in told
    html = Client().get(address).content.decode()
    assert f"<h1>Minuta {approved.label}</h1>" in html
    told = everything()
    assert approved.record is not None
    paragraphs = [text for section in approved.record["sections"] for text in section["paragraphs"]]
    inside = [each["text"] for each in paragraphs if each["level"] == "secretariat"]
    speakers = [each["speaker"] for each in paragraphs if each["speaker"]]
    seats = [row["cells"][2] for row in approved.record["attendance"] if row["cells"][2]]
    assert [each for each in inside + speakers + seats if each in told] == []
    assert any(each["text"] in told for each in paragraphs if each["level"] == "unattributed")
    for key in ("0000-000", "x", f"{approved.label}0", "²-3"):
        assert Client().get(f"/publico/es/minutas/{key}/").status_code == 404


def test_papers_are_read_by_their_level_once_their_item_is_published(cast: Cast) -> None:
    switched(cast)
    meeting = convened(cast)
    paper = Paper.objects.get(pk=paper_of(meeting, cast))
    address = reverse("public-file", args=["es", "documentos-de-reuniones", str(paper.pk), "archivo"])
    assert Client().get(address).status_code == 404
    Paper.objects.filter(pk=paper.pk).update(level=PaperLevel.PUBLIC)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Disposition"].startswith("attachment;")) == (200, True)
    assert body(answer)
    Paper.objects.filter(pk=paper.pk).update(item=item(meeting, "Punto sin publicar"))
    assert Client().get(address).status_code == 404
    Paper.objects.filter(pk=paper.pk).update(item=None, removed_at=datetime(2024, 3, 1, tzinfo=UTC))
    assert Client().get(address).status_code == 404


def test_documents_of_the_mesa_are_read_in_force_and_by_their_level(cast: Cast) -> None:
    switched(cast)
    mesa_documents.published(cast, title="Reglas internas", text="Texto interno", level="members")
    mesa_documents.drafted(cast, title="Plan en borrador", level="public")
    public = mesa_documents.published(cast, title="Comunicado de mayo", level="public", kind="statement")
    html = Client().get(reverse("public-entry", args=["es", "documentos", str(public.pk)])).content.decode()
    assert "<strong>intercambio</strong>" in html
    mesa_documents.revised(cast, public, "Texto de la próxima versión", level="public")
    told = everything()
    hidden = ("Reglas internas", "Texto interno", "Plan en borrador", "Texto de la próxima versión")
    assert [each for each in hidden if each in told] == []
