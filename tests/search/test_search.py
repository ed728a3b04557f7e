"""Search over everything: each finds what they may see, and nothing else is found, counted or quoted."""

from __future__ import annotations

import html
import re

import pytest

from agenda.actions.papers import add_papers
from agenda.models import Item, Meeting
from agenda.rules.minutes import Level
from mcig.files.actions import check
from mcig.search.sources import Question, search
from members.actions.consultations import create_draft, open_consultation
from members.models import Consultation, OrganisationName
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE, opened
from tests.support.fichas import COMPLETE, project
from tests.support.files import pdf, upload
from tests.support.meetings import convened, item, meeting, published, theme
from tests.support.minutes import WORDS, approved, circulating
from tests.support.outcomes import commitment, decision
from tests.support.pages import field_in, page
from tests.support.queries import queries_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14


def found(cast: Cast, who: str, words: str) -> dict[str, list[str]]:
    """The titles that a person finds, by the kind of thing."""
    groups = search(cast.actor(who), words)
    return {group.source.slug: [hit.title for hit in group.hits] for group in groups}


def paper_about(cast: Cast, of: Meeting, about: Item) -> None:
    file = check(upload("ruta.pdf", pdf()))
    add_papers(actor=cast.actor("secretary"), meeting=of, files=[file], level="members", item=about.pk)


def draft_about(cast: Cast, subject: str) -> Consultation:
    return create_draft(actor=cast.actor("secretary"), subject=subject, text="Texto.", deadline=DEADLINE)


def test_every_kind_is_found_in_any_form_of_its_word(cast: Cast) -> None:
    theme("cuidados", name="Sistemas de cuidados")
    of = convened(cast, "Reunión sobre cuidados")
    item(of, "Panorama del cuidado")
    published(of, cast)
    decision(cast, "Se adopta la hoja de ruta de cuidados.")
    commitment(cast, "Enviar el mapa de cuidados.")
    made = draft_about(cast, "Cuidados: calendario")
    open_consultation(actor=cast.actor("secretary"), consultation=made, version=made.version)
    assert found(cast, "french", "cuidado") == {
        "temas": ["Sistemas de cuidados"],
        "consultas": [made.subject],
        "reuniones": ["Reunión sobre cuidados"],
        "puntos": ["Panorama del cuidado"],
        "acuerdos": ["2024-001"],
        "compromisos": ["2024-001"],
    }


def test_organisation_is_found_by_a_name_that_it_no_longer_has(cast: Cast) -> None:
    old = OrganisationName.objects.get(organisation=cast.france)
    assert found(cast, "french", "Francia")["integrantes"] == [old.name]
    assert found(cast, "french", "fr")["integrantes"] == [old.name]


def test_people_are_found_by_name_without_accents(cast: Cast) -> None:
    assert found(cast, "french", "suplente")["personas"] == ["Simon Suplente"]


def test_number_finds_decision_and_consultation(cast: Cast) -> None:
    decision(cast)
    opened(cast)
    assert set(found(cast, "french", "2024-001")) == {"acuerdos", "consultas"}


def test_drafts_are_found_by_who_prepares_them_only(cast: Cast) -> None:
    of = meeting(cast, "Reunión reservada")
    item(of, "Punto reservado")
    asked = draft_about(cast, "Consulta reservada")
    project(cast.actor("chilean"), cast.chile)
    assert found(cast, "french", "reservada") == {}
    assert found(cast, "secretary", "reservada") == {
        "consultas": [asked.subject],
        "reuniones": ["Reunión reservada"],
        "puntos": ["Punto reservado"],
    }
    assert found(cast, "french", "defensoras") == {}
    assert found(cast, "chilean", "defensoras") == {"proyectos": [COMPLETE.name]}


def test_members_find_items_as_they_were_published(cast: Cast) -> None:
    of = convened(cast)
    drafted = item(of, "Diagnóstico nacional")
    published(of, cast)
    drafted.title = "Diagnóstico confidencial"
    drafted.save()
    assert found(cast, "french", "confidencial") == {}
    assert found(cast, "french", "diagnostico") == {"puntos": ["Diagnóstico nacional"]}
    assert found(cast, "secretary", "diagnostico") == {"puntos": ["Diagnóstico confidencial"]}


def test_minutes_are_quoted_at_the_level_of_the_reader(cast: Cast) -> None:
    minutes = approved(cast)
    secret, told = WORDS[Level.SECRETARIAT], WORDS[Level.ORGANISATION]
    assert found(cast, "french", secret) == {}
    assert found(cast, "secretary", secret) == {"minutas": [minutes.meeting.title]}
    assert found(cast, "french", told) == {"minutas": [minutes.meeting.title]}


def test_minutes_that_only_circulate_are_not_quoted_to_members(cast: Cast) -> None:
    circulating(cast)
    assert found(cast, "french", WORDS[Level.ORGANISATION]) == {}


def test_former_diplomat_and_stranger_find_nothing(cast: Cast) -> None:
    decision(cast, "Se adopta la hoja de ruta de cuidados.")
    for who in ("former", "stranger"):
        assert cast.client(who).get("/buscar/?q=cuidados").status_code == 403


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", False),
        ("   ", False),
        ("a:*", False),  # as «a», which stands in many names
        *((odd, True) for odd in ("…", "'\"", "&|!", "(" * 500, "<script>", "%")),
    ],
)
def test_odd_words_are_no_error(cast: Cast, words: str, told: bool) -> None:
    response = cast.client("french").get("/buscar/", {"q": words})
    shown = response.content.decode()
    assert (response.status_code, field_in(shown, "q")) == (200, words.strip()[:200])
    assert ("No se encontró nada." in shown) is told


def test_page_marks_the_word_and_escapes_the_rest(cast: Cast) -> None:
    decision(cast, "Se adopta <b>la ruta</b> de cuidados & más.")
    text = page(cast.client("french"), "/buscar/?q=cuidado")
    assert "Se adopta &lt;b&gt;la ruta&lt;/b&gt; de <mark>cuidados</mark> &amp; más." in text


def test_more_than_five_are_counted_and_listed_on_a_page_of_their_own(cast: Cast) -> None:
    for number in range(7):
        decision(cast, f"Ruta {number}")
    browser = cast.client("french")
    text = page(browser, "/buscar/?q=ruta")
    assert (hits(text), headings(text)) == (5, ["Acuerdos 7"])
    alone = page(browser, "/buscar/?q=ruta&en=acuerdos")
    assert (hits(alone), headings(alone)) == (7, ["Acuerdos 7"])


def test_nothing_found_says_what_to_do(cast: Cast) -> None:
    assert "No se encontró nada." in page(cast.client("french"), "/buscar/?q=inexistente")


@pytest.mark.parametrize("who", ["french", "chilean", "secretary"])
@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_at_most_fourteen_times(cast: Cast, who: str, rows: int) -> None:
    for number in range(rows):
        decision(cast, f"Ruta {number}")
        of = convened(cast, f"Ruta {number}", number + 1)
        made = item(of, f"Ruta {number}")
        published(of, cast)
        paper_about(cast, of, made)
        project(cast.actor("chilean"), cast.chile, publish=True)
    assert len(queries_of(cast.client(who), "/buscar/?q=ruta")) <= MOST_QUERIES
    assert found(cast, who, "ruta")["documentos"] == ["ruta"] * rows


def test_members_find_the_papers_of_published_items_only(cast: Cast) -> None:
    of = convened(cast)
    known = item(of, "Panorama")
    published(of, cast)
    paper_about(cast, of, known)
    paper_about(cast, of, item(of, "Punto que aún no se publica"))
    assert found(cast, "french", "ruta") == {"documentos": ["ruta"]}
    assert found(cast, "secretary", "ruta") == {"documentos": ["ruta", "ruta"]}


def test_question_reads_a_number(cast: Cast) -> None:
    assert [Question(cast.actor("french"), words).number for words in ("2024-003", "2024/3", "24-3")] == [
        (2024, 3),
        (2024, 3),
        None,
    ]


def hits(text: str) -> int:
    return len(re.findall("data-hit", text))


def headings(text: str) -> list[str]:
    found = re.findall(r'<h2 id="resultados-[^"]+">(.*?)</h2>', text)
    return [html.unescape(re.sub("<[^>]+>", "", each)).strip() for each in found]
