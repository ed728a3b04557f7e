"""What the agenda puts on the home page: the next meeting, what waits, and how often it asks."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.actions.papers import add_papers
from agenda.models import Item, Meeting
from agenda.queries.attention import open_commitments
from mcig.files.actions import check
from tests.support.cast import Cast
from tests.support.convocations import convene
from tests.support.files import pdf, upload
from tests.support.meetings import STARTS, convened, item, meeting, published
from tests.support.outcomes import commitment
from tests.support.proposals import open_meeting, proposed
from tests.support.queries import queries_of

MOST = 14


def home(browser: Client) -> str:
    return re.sub(r"\s+", " ", html.unescape(browser.get(reverse("home")).content.decode()))


def card(browser: Client, title: str) -> str:
    """The text of a card without its marks; empty when it is not there."""
    found = re.search(rf"<section> <h2>{title}</h2>(.*?)</section>", home(browser))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])).strip() if found else ""


def add_paper(
    cast: Cast, meeting: Meeting, title: str, level: str = "members", of: Item | None = None
) -> None:
    add_papers(
        actor=cast.actor("secretary"),
        meeting=meeting,
        item=of.pk if of else None,
        title=title,
        level=level,
        files=[check(upload(f"{title}.pdf", pdf()))],
    )


def test_a_member_reads_when_where_and_what_they_answered(cast: Cast) -> None:
    assert card(cast.client("french"), "Próxima reunión") == ""
    made = convene(cast)
    assert card(cast.client("french"), "Próxima reunión") == (
        "Reunión ordinaria de abril 9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)"
        " Embajada de Chile en México La respuesta de su representación: sin respuesta Responder"
    )
    assert f'href="{reverse("meeting-answer", args=[made.pk])}"' in home(cast.client("french"))
    made.seats.filter(seat__organisation=cast.france).update(
        answer="accepted", answered_at=timezone.now(), answered_for=made.starts_at
    )
    seen = card(cast.client("french"), "Próxima reunión")
    assert seen.endswith("La respuesta de su representación: asistirá Cambiar la respuesta")
    assert "respuesta" not in card(cast.client("secretary"), "Próxima reunión")


def test_the_answer_for_another_hour_counts_no_more(cast: Cast) -> None:
    made = convene(cast)
    given_for = STARTS - timedelta(days=1)
    made.seats.filter(seat__organisation=cast.france).update(
        answer="accepted", answered_at=timezone.now(), answered_for=given_for
    )
    assert "sin respuesta Responder" in card(cast.client("french"), "Próxima reunión")


def test_drafts_and_meetings_that_are_over_are_not_next(cast: Cast) -> None:
    convened(cast, "Terminó hace rato", starts_at=timezone.now() - timedelta(hours=3))
    assert card(cast.client("secretary"), "Próxima reunión") == ""
    convened(cast, "Debió empezar", 2, starts_at=timezone.now() - timedelta(minutes=30))
    convened(cast, "Más tarde", 3)
    assert card(cast.client("french"), "Próxima reunión").startswith("Debió empezar")
    assert card(cast.client("french"), "Invitaciones por responder").startswith("Más tarde")


def test_papers_since_the_last_version_are_those_that_the_reader_may_open(cast: Cast) -> None:
    made = convened(cast)
    known = item(made, "Publicado")
    add_paper(cast, made, "Anterior")
    published(made, cast)
    hidden = item(made, "Sin publicar")
    assert "nuevo" not in card(cast.client("french"), "Próxima reunión")
    add_paper(cast, made, "Uno", of=known)
    words = "1 documento nuevo desde la última versión del orden del día"
    assert words in card(cast.client("french"), "Próxima reunión")
    add_paper(cast, made, "Reservado", "secretariat")
    add_paper(cast, made, "Del punto sin publicar", of=hidden)
    assert words in card(cast.client("french"), "Próxima reunión")
    assert "2 documentos nuevos" in card(cast.client("chilean"), "Próxima reunión")
    assert "3 documentos nuevos" in card(cast.client("secretary"), "Próxima reunión")


def test_proposals_wait_for_who_prepares_until_they_have_a_place(cast: Cast) -> None:
    made = open_meeting(cast, title="Reunión de abril")
    placed = proposed(cast, made, "Primera")
    proposed(cast, made, "Segunda")
    assert card(cast.client("secretary"), "Propuestas por atender").startswith(
        "Reunión de abril 2 propuestas sin lugar en el orden del día"
    )
    assert card(cast.client("french"), "Propuestas por atender") == ""
    Item.objects.filter(pk=placed.pk).update(lane="accepted")
    assert "1 propuesta sin lugar" in card(cast.client("chilean"), "Propuestas por atender")
    Item.objects.filter(meeting=made).update(lane="accepted")
    assert card(cast.client("secretary"), "Propuestas por atender") == ""


def test_what_is_to_be_convened_stands_before_who_prepares_it(cast: Cast) -> None:
    drafted = meeting(cast, "Reunión de mayo")
    assert card(cast.client("secretary"), "Reuniones en preparación") == (
        "Reunión de mayo 9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)"
        " Orden del día sin publicar; falta convocar"
    )
    published(drafted, cast)
    assert "Orden del día publicado; falta convocar" in card(
        cast.client("chilean"), "Reuniones en preparación"
    )
    assert card(cast.client("french"), "Reuniones en preparación") == ""
    for number in range(8):
        meeting(cast, f"Otra {number}")
    assert card(cast.client("secretary"), "Reuniones en preparación").endswith("Ver todas las reuniones")
    Meeting.objects.update(state="cancelled")
    assert card(cast.client("secretary"), "Reuniones en preparación") == ""


def test_each_commitment_stands_in_every_card_that_it_belongs_to(cast: Cast) -> None:
    today = timezone.localdate()
    late = commitment(cast, "Vencido", owner=cast.chile, due_on=today - timedelta(days=1))
    asking = commitment(cast, "Pide tiempo", owner=cast.france, due_on=today + timedelta(days=9))
    type(asking).objects.filter(pk=asking.pk).update(asked_due_on=today + timedelta(days=20))
    open_ended = commitment(cast, "Sin fecha", owner=cast.chile, due_on=None)
    presidency = open_commitments(cast.actor("chilean"), 9)
    assert (presidency.own, presidency.overdue, presidency.asking) == ([late, open_ended], [late], [])
    secretariat = open_commitments(cast.actor("secretary"), 9)
    assert (secretariat.own, secretariat.overdue, secretariat.asking) == ([], [late], [asking])
    member = open_commitments(cast.actor("french"), 9)
    assert (member.own, member.overdue, member.asking) == ([asking], [], [])
    assert open_commitments(cast.actor("chilean"), 1).own == [late]


@pytest.mark.parametrize(
    ("who", "count"), [("french", 11), ("chilean", 13), ("secretary", 14), ("administrator", 9)]
)
def test_home_asks_the_same_for_one_meeting_and_for_three(cast: Cast, who: str, count: int) -> None:
    browser = cast.client(who)
    for number in (1, 2, 3):
        made = convened(cast, f"Reunión {number}", number)
        published(made, cast)
        add_paper(cast, made, "Documento")
        commitment(
            cast, f"Compromiso {number}", owner=cast.chile, due_on=timezone.localdate() - timedelta(days=1)
        )
        browser.get("/")
        assert len(queries_of(browser, "/")) == count <= MOST
