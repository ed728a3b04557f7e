"""A partner proposes how a field should read; the owner accepts or declines in one step, and all are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from mcig.notices.models import Message, News
from mcig.notices.wire import attachments_of
from mcig.rules import Broken
from projects import actions, queries
from projects import record as records
from projects.models import Project, Remark, Revision
from projects.rules import Event
from projects.rules.proposals import PROPOSABLE, check_proposal, text_in, with_text
from projects.rules.record import Participation, Record, Working
from tests.support.cast import Cast, occupant, organisation, sign_in
from tests.support.fichas import COMPLETE, project

SHEET = "FR-2024-001, «Red de apoyo a defensoras comunitarias»"
WHO = Participation("Embajada de Alemania en México", Working.FUNDING, None, "ES")


@pytest.fixture
def own(cast: Cast, spain: Client) -> Project:
    """A published project of France that names Spain as its partner."""
    french = cast.actor("french")
    made = project(french, cast.france)
    made = actions.save_record(
        actor=french, project=made, record=Record(participations=(WHO,)), version=made.version
    )
    actions.publish(actor=french, project=made, version=made.version, tells=False)
    made.refresh_from_db()
    return made


@pytest.fixture
def spain(cast: Cast) -> Client:
    home = organisation("ES", "Embajada de España en México", country="ES")
    return sign_in(Client(), occupant("espana", "Elena Española", home))


def propose(spain: Client, own: Project, subject: str, proposed: str) -> Any:
    page = reverse("project-remarks", args=[own.code])
    once = spain.get(page).context["once"]
    data = {"once": once, "subject": subject, "proposed": proposed, "text": "Así se llama hoy."}
    return spain.post(page, data)


def settle(client: Client, own: Project, outcome: str, text: str = "") -> Any:
    own.refresh_from_db()
    address = reverse("project-remark-settle", args=[own.code, Remark.objects.get().pk])
    return client.post(address, {"version": own.version, "outcome": outcome, "text": text})


def told(address: str) -> list[str]:
    return list(News.objects.filter(address=address).order_by("pk").values_list("line", flat=True))


def test_text_of_every_proposable_field_is_read_and_put() -> None:
    for subject in PROPOSABLE:
        ficha, record = with_text(COMPLETE, Record(), subject, "uno\ndos")
        assert text_in(ficha, record, subject) == "uno\ndos", subject
    assert with_text(COMPLETE, Record(), "results", " Uno. \n\n Dos.")[0].results == ("Uno.", "Dos.")


@pytest.mark.parametrize(
    ("subject", "text", "sentence"),
    [
        ("goals", "5", "Para este campo no se propone un texto"),
        ("place", "México", "El campo ya dice eso."),
        ("name", "x" * 301, "admite hasta 300 caracteres"),
        ("contact_phone", "5" * 41, "admite hasta 40 caracteres"),
    ],
)
def test_proposal_that_the_field_cannot_hold_is_refused(subject: str, text: str, sentence: str) -> None:
    with pytest.raises(Broken, match=sentence) as refusal:
        check_proposal(COMPLETE, Record(), subject, text)
    assert refusal.value.field == "proposed"


def test_accepted_proposal_is_in_the_draft_and_attributed(cast: Cast, own: Project, spain: Client) -> None:
    assert propose(spain, own, "place", "México y Guatemala").status_code == 302
    assert told("francia@mcig.example") == [f"Le proponen un cambio en la ficha {SHEET}: acéptelo o no."]
    page = cast.client("french").get(reverse("project-remarks", args=[own.code])).content.decode()
    assert "México y Guatemala" in page
    assert settle(cast.client("french"), own, "accepted").status_code == 302
    draft = Revision.objects.drafts().get(project=own)
    assert records.read_whole(draft) == (
        replace(COMPLETE, place="México y Guatemala"),
        Record(participations=(WHO,)),
    )
    remark = Remark.objects.get()
    assert (remark.state, remark.outcome) == ("resolved", "accepted")
    assert remark.answers.get().text == (
        "Se aceptó: el texto que propuso Elena Española está en el borrador."
    )
    assert told("espana@mcig.example") == [
        f"El cambio que propuso en la ficha {SHEET}, fue aceptado y está en su borrador."
    ]
    told_of = {
        (entry.person, change.label, change.after)
        for entry in queries.history_of(own, cast.actor("french"))
        for change in entry.changes
    }
    assert (cast.french.name, "resultado de la sugerencia", "aceptada") in told_of
    assert (cast.french.name, "país o ciudad", "México y Guatemala") in told_of


def test_declining_needs_a_reason_and_changes_nothing(cast: Cast, own: Project, spain: Client) -> None:
    propose(spain, own, "place", "México y Guatemala")
    answer = settle(cast.client("french"), own, "declined")
    assert answer.status_code == 422
    assert "Diga por qué no se acepta." in answer.content.decode()
    settle(cast.client("french"), own, "declined", "Guatemala se retiró.")
    assert Remark.objects.get().outcome == "declined"
    assert not Revision.objects.drafts().exists()
    browser = cast.client("french")
    assert settle(browser, own, "accepted").status_code == 302
    page = browser.get(reverse("project-remarks", args=[own.code])).content.decode()
    assert "Esta observación ya está resuelta" in page


def test_only_the_owner_settles_and_an_old_page_does_not(cast: Cast, own: Project, spain: Client) -> None:
    propose(spain, own, "place", "México y Guatemala")
    remark = Remark.objects.get()
    for who in ("chilean", "german"):
        with pytest.raises(PermissionDenied):
            actions.settle_suggestion(actor=cast.actor(who), remark=remark, accept=True, version=1)
        assert settle(cast.client(who), own, "accepted").status_code == 404
    assert settle(spain, own, "accepted").status_code == 404
    address = reverse("project-remark-settle", args=[own.code, remark.pk])
    old = cast.client("french").post(address, {"version": own.version - 1, "outcome": "accepted"})
    assert old.status_code == 409
    assert not Revision.objects.drafts().exists()


def test_wrong_proposal_keeps_what_was_typed(cast: Cast, own: Project, spain: Client) -> None:
    answer = propose(spain, own, "place", "México")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "El campo ya dice eso." in page
    assert "Así se llama hoy." in page
    assert not Remark.objects.exists()


def test_review_tells_whoever_must_act_next(cast: Cast) -> None:
    cast.mesa.reviews_fichas = True
    cast.mesa.save()
    own = project(cast.actor("french"), cast.france)

    def move(who: str, event: Event) -> None:
        own.refresh_from_db()
        actions.review(actor=cast.actor(who), project=own, event=event, version=own.version)

    move("french", Event.SUBMIT)
    assert told(cast.secretary.email) == [f"La ficha {SHEET}, espera su revisión."]
    remark = actions.make_remark(
        actor=cast.actor("secretary"), project=own, subject="results", text="¿Cuántos?"
    )
    move("secretary", Event.GIVE_BACK)
    actions.answer_remark(actor=cast.actor("french"), remark=remark, text="Tres.")
    move("french", Event.SUBMIT)
    move("secretary", Event.VALIDATE)
    assert told("francia@mcig.example") == [
        f"Hay una observación por responder en la ficha {SHEET}.",
        f"La ficha {SHEET}, fue devuelta con observaciones: le toca a usted corregirla.",
        f"La ficha {SHEET}, quedó validada: le toca a usted publicarla.",
    ]
    assert told(cast.secretary.email)[1] == f"Respondieron a su observación en la ficha {SHEET}."


def test_owner_receives_the_published_ficha(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    actions.publish(actor=cast.actor("secretary"), project=own, version=own.version)
    [message] = Message.objects.filter(recipients=["francia@mcig.example"])
    assert message.subject == "MCIG · La ficha FR-2024-001, publicada en su versión 1"
    assert "se publicó en su versión 1 (" in message.body
    assert [each.filename for each in attachments_of(message)] == ["FR-2024-001_2024-03-12.pdf"]
