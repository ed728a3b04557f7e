"""The pages of the minutes: what each reader finds on them, and how they are written in a browser."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from agenda.actions.documents import issue_minutes
from agenda.models import Minutes, MinutesParagraph, Observation
from agenda.rules.minutes import Level
from mcig.web.once import new_key
from tests.support.cast import Cast
from tests.support.consultations import link_to
from tests.support.minutes import FULL, OWN_WORD, VOICES, WORDS, adopted, approved, begun, circulating
from tests.support.pdfs import flat, page_texts
from tests.support.sessions import ended

pytestmark = pytest.mark.django_db
# What must be on no page, in no file and in no address that a member, or the public, reads.
HIDDEN = {
    "integrantes": {WORDS[Level.SECRETARIAT]}
    | {VOICES[level] for level in Level if level is not Level.ATTRIBUTED},
    "publica": {WORDS[Level.SECRETARIAT], FULL, OWN_WORD, "Françoise"} | set(VOICES.values()),
}
DETAIL_QUERIES = {"secretary": 12, "french": 11}


def body(browser: Client, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status
    return flat(response.content.decode())


def address(of: Minutes, rest: str = "") -> str:
    return f"/reuniones/{of.meeting_id}/minuta/{rest}"


def leaked(text: str, slug: str) -> set[str]:
    return {word for word in HIDDEN[slug] if word in text}


def everything_in(pdf: bytes) -> str:
    """All that a reader or a program finds in a PDF: pages, metadata, attached files."""
    reader = PdfReader(BytesIO(pdf))
    attached = " ".join(part.decode() for parts in reader.attachments.values() for part in parts)
    return flat(" ".join(page_texts(pdf))) + str(reader.metadata) + attached + str(list(reader.attachments))


def test_members_find_nothing_that_is_not_theirs_on_any_page(cast: Cast) -> None:
    minutes, consultation = circulating(cast)
    browser = cast.client("french")
    places = [address(minutes), f"/consultas/{consultation.number}/", minutes.meeting.get_absolute_url()]
    pages = [body(browser, place) for place in places]
    pages += [body(Client(), link_to(cast.french.email)), body(browser, address(minutes, "integrantes.json"))]
    for text in pages:
        assert leaked(text, "integrantes") == set()
    for text in (*pages[:2], *pages[3:]):
        assert {word for level, word in WORDS.items() if word in text} == {
            WORDS[level] for level in Level if level is not Level.SECRETARIAT
        }
    assert "Una representación:" in pages[0]
    assert f"{FULL} (VozAttributed):" in pages[0]


def test_members_reach_no_other_rendering(cast: Cast) -> None:
    minutes = approved(cast)
    issue_minutes(minutes_id=minutes.pk)
    for name in ("french", "administrator"):
        browser = cast.client(name)
        for rest in (
            "?version=interna",
            "?version=publica",
            "interna.json",
            "interna/es.pdf",
            "publica/es.pdf",
        ):
            assert browser.get(address(minutes, rest)).status_code == 404
        assert browser.get(address(minutes, "integrantes/fr.pdf")).status_code == 404


@pytest.mark.parametrize("slug", ["integrantes", "publica"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_documents_hold_what_their_reader_may_read(cast: Cast, slug: str, language: str) -> None:
    minutes = approved(cast)
    issue_minutes(minutes_id=minutes.pk)
    browser = cast.client("secretary")
    response: Any = browser.get(address(minutes, f"{slug}/{language}.pdf"))
    pdf = b"".join(response.streaming_content) if response.streaming else response.content
    text = everything_in(pdf)
    assert leaked(text + str(response["Content-Disposition"]), slug) == set()
    assert "Se adopta el plan." in text
    assert WORDS[Level.ATTRIBUTED] in text
    assert "2024-001" in text
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == {"es": "es-MX", "en": "en"}[language]
    on_page = body(browser, address(minutes, f"?version={slug}"))
    article = on_page[on_page.index("<article") : on_page.index("</article>")]
    assert leaked(article, slug) == set()
    assert leaked(body(browser, address(minutes, f"{slug}.json")), slug) == set()


def test_the_internal_document_holds_everything(cast: Cast) -> None:
    minutes = approved(cast)
    issue_minutes(minutes_id=minutes.pk)
    response: Any = cast.client("german").get(address(minutes, "interna/es.pdf"))
    text = everything_in(b"".join(response.streaming_content))
    assert {word for word in (*WORDS.values(), *VOICES.values()) if word not in text} == set()
    data = json.loads(next(iter(_attached(response, cast, minutes).values()))[0])
    assert (data["rendering"], data["number"]) == ("internal", "2024-001")


def _attached(_response: object, cast: Cast, minutes: Minutes) -> Any:
    again: Any = cast.client("german").get(address(minutes, "interna/es.pdf"))
    return PdfReader(BytesIO(b"".join(again.streaming_content))).attachments


def test_what_is_left_out_leaves_no_trace_of_its_number(cast: Cast) -> None:
    """Keys are random and no count is told: who reads three paragraphs cannot tell that there were four."""
    minutes = approved(cast)
    text = body(cast.client("french"), address(minutes))
    keys = re.findall(r'id="p-([0-9a-f-]{36})"', text)
    assert len(keys) == 5
    told = MinutesParagraph.objects.filter(minutes=minutes).exclude(level="secretariat").order_by("pk")
    assert keys == [str(each.key) for each in told]
    for each in MinutesParagraph.objects.filter(minutes=minutes):
        assert re.search(rf'(?:id|name|value|href)="(?:[^"]*\D)?{each.pk}"', text) is None


def test_drafts_are_nobody_elses(cast: Cast) -> None:
    minutes = begun(cast)
    for name in ("french", "administrator"):
        assert cast.client(name).get(address(minutes)).status_code == 404
        panel = body(cast.client(name), minutes.meeting.get_absolute_url())
        assert 'id="minuta"' not in panel
    assert "Es un borrador" in body(cast.client("chilean"), address(minutes))


def test_minutes_are_begun_on_the_page_of_the_meeting(cast: Cast) -> None:
    meeting = ended(cast)
    browser = cast.client("secretary")
    assert "Redactar la minuta" in body(browser, meeting.get_absolute_url())
    assert (
        browser.post(f"/reuniones/{meeting.pk}/minuta/redactar/")["Location"]
        == f"/reuniones/{meeting.pk}/minuta/"
    )


def test_the_word_of_the_mesa_is_used_everywhere(cast: Cast) -> None:
    cast.mesa.minutes_word = "acta"
    cast.mesa.save()
    minutes = approved(cast)
    browser = cast.client("secretary")
    text = body(browser, address(minutes))
    assert "<h1>Acta 2024-001</h1>" in text
    issue_minutes(minutes_id=minutes.pk)
    response: Any = browser.get(address(minutes, "integrantes/es.pdf"))
    assert "acta-2024-001-integrantes-es.pdf" in response["Content-Disposition"]
    assert "Acta 2024-001" in flat(" ".join(page_texts(b"".join(response.streaming_content))))


def save(browser: Client, paragraph: MinutesParagraph, version: int, **more: Any) -> HttpResponse:
    prefix = paragraph.key
    data = {
        f"{prefix}-text": more.pop("text", "Otro texto."),
        f"{prefix}-level": more.pop("level", "unattributed"),
        f"{prefix}-organisation": "",
        f"{prefix}-speaker": "",
        "version": version,
        **more.pop("data", {}),
    }
    place = address(paragraph.minutes, f"parrafos/{prefix}/")
    return browser.post(place, data, **more)  # type: ignore[return-value]


def test_a_paragraph_is_written_by_two(cast: Cast) -> None:
    minutes = begun(cast)
    paragraph = minutes.paragraphs.order_by("pk")[0]
    saved = save(cast.client("secretary"), paragraph, 1, text="Uno.", headers={"HX-Request": "true"})
    assert 'name="version" value="2"' in saved.content.decode()
    german = cast.client("german")
    stale = save(german, paragraph, 1, text="Dos.", headers={"HX-Request": "true"})
    assert (stale.status_code, stale["HX-Retarget"]) == (409, f"#parrafo-{paragraph.key}")
    for words in ("Uno.", "Dos.", 'name="version" value="2"'):
        assert words in stale.content.decode()
    whole = save(german, paragraph, 1, text="Dos.")
    assert (whole.status_code, "Uno." in whole.content.decode()) == (409, True)
    save(german, paragraph, 2, data={f"conflict-{paragraph.key}-text": "theirs"})
    paragraph.refresh_from_db()
    assert (paragraph.text, paragraph.level) == ("Uno.", "unattributed")


def test_words_that_tell_a_hidden_name_are_pointed_out(cast: Cast) -> None:
    minutes = begun(cast)
    paragraph = minutes.paragraphs.get(text=WORDS[Level.UNATTRIBUTED])
    data = {f"{paragraph.key}-organisation": cast.france.pk}
    response = save(
        cast.client("secretary"),
        paragraph,
        1,
        text="Francia ofrece.",
        data=data,
        headers={"HX-Request": "true"},
    )
    assert "El texto nombra a Francia" in response.content.decode()


def test_a_megabyte_is_refused_and_stays_on_the_page(cast: Cast) -> None:
    minutes = begun(cast)
    paragraph = minutes.paragraphs.order_by("pk")[0]
    response = save(cast.client("secretary"), paragraph, 1, text="palabra " * 130_000)
    assert response.status_code == 422
    text = response.content.decode()
    assert "caben 10 000 caracteres" in text
    assert text.count("palabra ") > 100_000


def test_paragraphs_are_added_once_moved_and_removed(cast: Cast) -> None:
    minutes = begun(cast)
    browser = cast.client("secretary")
    item = minutes.meeting.items.get(position=3)
    data = {"nuevo-text": "Nuevo.", "nuevo-level": "attributed", "nuevo-organisation": "", "once": new_key()}
    for _time in range(2):
        browser.post(address(minutes, f"puntos/{item.pk}/"), data)
    made = minutes.paragraphs.get(item=item)
    refused = browser.post(address(minutes, "puntos/0/"), data | {"nuevo-text": " ", "once": new_key()})
    assert (refused.status_code, "Escriba el párrafo" in refused.content.decode()) == (422, True)
    save(browser, made, 1, data={"do": "up"})
    save(browser, made, 1, data={"do": "remove"})
    assert not minutes.paragraphs.filter(item=item).exists()


def test_pasted_words_come_back_as_markdown(cast: Cast) -> None:
    html = "<script>alert(1)</script><p>Se <b>adopta</b></p><ul><li>uno</li></ul><!-- x -->"
    response = cast.client("secretary").post("/reuniones/pegar/", {"html": html})
    assert (response.content.decode(), response["Content-Type"]) == (
        "Se **adopta**\n\n- uno",
        "text/plain; charset=utf-8",
    )
    assert cast.client("french").post("/reuniones/pegar/", {"html": html}).status_code == 403


def test_a_member_observes_and_reads_only_the_own(cast: Cast) -> None:
    minutes, _consultation = circulating(cast)
    key = minutes.paragraphs.get(text=WORDS[Level.ATTRIBUTED]).key
    browser = cast.client("french")
    data = {"parrafo": str(key), "text": "Falta <b>una cifra</b>.", "once": new_key()}
    for _time in range(2):
        assert browser.post(address(minutes, "observar/"), data)["Location"] == f"{address(minutes)}#p-{key}"
    noted = Observation.objects.get()
    for name, reads in {
        "french": True,
        "french_alternate": True,
        "secretary": True,
        "administrator": False,
    }.items():
        assert ("Falta &lt;b&gt;una cifra&lt;/b&gt;." in body(cast.client(name), address(minutes))) is reads
    secretary = cast.client("secretary")
    place = address(minutes, f"observaciones/{noted.pk}/")
    assert WORDS[Level.ATTRIBUTED] in body(secretary, place)
    refused = secretary.post(place, {"state": "declined", "reply": "", "version": 1})
    assert (refused.status_code, "Explique por qué" in refused.content.decode()) == (422, True)
    secretary.post(place, {"state": "declined", "reply": "Ya está en el anexo.", "version": 1})
    assert "Ya está en el anexo." in body(browser, address(minutes))
    assert secretary.post(place, {"state": "noted", "reply": "", "version": 1}).status_code == 409


def test_an_observation_after_the_deadline_is_refused_and_its_words_kept(cast: Cast) -> None:
    minutes = adopted(circulating(cast)[0])
    data = {"parrafo": "", "text": "Tarde.", "once": new_key()}
    response = cast.client("french").post(address(minutes, "observar/"), data)
    assert response.status_code == 422
    text = flat(response.content.decode())
    assert "El plazo para observar el texto ya terminó: la observación no se registró." in text
    assert "Tarde." in text
    assert not Observation.objects.exists()


def test_the_way_to_the_consultation_and_to_approval(cast: Cast) -> None:
    minutes = begun(cast)
    browser = cast.client("secretary")
    response = browser.post(address(minutes, "consultar/"), {"version": minutes.version})
    assert re.fullmatch(r"/consultas/2024-\d+/editar/", response["Location"])
    early = browser.post(address(minutes, "aprobar/"), {"version": minutes.version + 1}, follow=True)
    assert "El texto se aprueba cuando termina su consulta" in early.content.decode()
    assert browser.post(address(minutes, "aprobar/"), {"version": minutes.version}).status_code == 409


def test_queries_of_the_page(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    minutes = approved(cast)
    for name, count in DETAIL_QUERIES.items():
        browser = cast.client(name)
        body(browser, address(minutes))
        with django_assert_num_queries(count):
            body(browser, address(minutes))
