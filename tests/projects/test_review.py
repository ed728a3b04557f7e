"""The review of a ficha: states, whose turn it is, remarks, and who may do what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from mcig.rules import Broken
from projects import actions
from projects.models import Project, Remark, Revision
from projects.rules import TRANSITIONS, WITHOUT_REVIEW, Event, RevisionState, Turn, after, turn
from projects.rules.record import Participation, Record, Working
from tests.support.cast import Cast, occupant, organisation, sign_in
from tests.support.fichas import COMPLETE, project


@pytest.fixture
def own(cast: Cast) -> Project:
    """A complete draft of France in a mesa that reviews."""
    cast.mesa.reviews_fichas = True
    cast.mesa.save()
    return project(cast.actor("french"), cast.france)


def state_of(own: Project) -> RevisionState:
    return Revision.objects.drafts().get(project=own).state


def move(cast: Cast, who: str, own: Project, event: Event) -> None:
    own.refresh_from_db()
    actions.review(actor=cast.actor(who), project=own, event=event, version=own.version)


def post(cast: Cast, who: str, own: Project, event: str) -> Any:
    own.refresh_from_db()
    data = {"version": own.version, "event": event}
    return cast.client(who).post(reverse("project-review", args=[own.code]), data)


def test_every_state_and_event_is_decided() -> None:
    for state in RevisionState:
        for event in Event:
            if (state, event) in TRANSITIONS:
                assert after(state, event) is TRANSITIONS[state, event]
            else:
                with pytest.raises(Broken):
                    after(state, event)
    assert {event for _state, event in WITHOUT_REVIEW} == {Event.PUBLISH}


def test_whose_turn_it_is_follows_from_the_state() -> None:
    assert {state: turn(state) for state in RevisionState} == {
        RevisionState.DRAFT: Turn.OWNER,
        RevisionState.IN_REVIEW: Turn.SECRETARIAT,
        RevisionState.RETURNED: Turn.OWNER,
        RevisionState.VALIDATED: Turn.OWNER,
        RevisionState.PUBLISHED: None,
    }


def test_ficha_goes_through_review_to_publication(cast: Cast, own: Project) -> None:
    french = cast.actor("french")
    with pytest.raises(Broken, match="envíela a revisión"):
        actions.publish(actor=french, project=own, version=own.version)
    assert "Enviar a revisión" in cast.client("french").get(own.get_absolute_url()).content.decode()
    post(cast, "french", own, "submit")
    assert state_of(own) is RevisionState.IN_REVIEW
    assert (
        "Le toca a la secretaría técnica."
        in cast.client("french").get(own.get_absolute_url()).content.decode()
    )
    assert own.code in cast.client("secretary").get(reverse("home")).content.decode()
    post(cast, "secretary", own, "validate")
    assert state_of(own) is RevisionState.VALIDATED
    own.refresh_from_db()
    revision = actions.publish(actor=french, project=own, version=own.version)
    assert (revision.number, revision.state) == (1, RevisionState.PUBLISHED)


def test_owner_does_not_validate_the_own_ficha(cast: Cast, own: Project) -> None:
    move(cast, "french", own, Event.SUBMIT)
    with pytest.raises(PermissionDenied):
        move(cast, "french", own, Event.VALIDATE)
    assert post(cast, "french", own, "validate").status_code == 403
    assert state_of(own) is RevisionState.IN_REVIEW


def test_validated_text_that_is_edited_is_a_draft_again(cast: Cast, own: Project) -> None:
    move(cast, "french", own, Event.SUBMIT)
    move(cast, "secretary", own, Event.VALIDATE)
    own.refresh_from_db()
    actions.save_draft(
        actor=cast.actor("french"), project=own, ficha=replace(COMPLETE, place="Oaxaca"), version=own.version
    )
    assert state_of(own) is RevisionState.DRAFT


def test_nobody_validates_a_text_that_changed_meanwhile(cast: Cast, own: Project) -> None:
    move(cast, "french", own, Event.SUBMIT)
    own.refresh_from_db()
    seen = own.version
    actions.save_draft(
        actor=cast.actor("french"), project=own, ficha=replace(COMPLETE, place="Oaxaca"), version=seen
    )
    data = {"version": seen, "event": "validate"}
    answer = cast.client("secretary").post(reverse("project-review", args=[own.code]), data)
    assert answer.status_code == 409
    assert state_of(own) is RevisionState.IN_REVIEW


def test_giving_back_needs_a_remark(cast: Cast, own: Project) -> None:
    move(cast, "french", own, Event.SUBMIT)
    with pytest.raises(Broken, match="al menos una observación"):
        move(cast, "secretary", own, Event.GIVE_BACK)
    actions.make_remark(actor=cast.actor("secretary"), project=own, subject="results", text="¿Cuántos?")
    move(cast, "secretary", own, Event.GIVE_BACK)
    assert state_of(own) is RevisionState.RETURNED


def test_incomplete_ficha_is_not_sent(cast: Cast, own: Project) -> None:
    own.refresh_from_db()
    actions.save_draft(
        actor=cast.actor("french"), project=own, ficha=replace(COMPLETE, description=""), version=own.version
    )
    with pytest.raises(Broken) as refusal:
        move(cast, "french", own, Event.SUBMIT)
    assert refusal.value.field == "description"


def test_secretariat_publishes_on_behalf_without_sending_it_to_itself(cast: Cast, own: Project) -> None:
    revision = actions.publish(actor=cast.actor("secretary"), project=own, version=own.version)
    assert revision.capacity == cast.actor("secretary").capacity


def test_remark_is_answered_and_resolved_in_sight(cast: Cast, own: Project) -> None:
    page = reverse("project-remarks", args=[own.code])
    secretary = cast.client("secretary")
    once = secretary.get(page).context["once"]
    secretary.post(page, {"once": once, "subject": "results", "text": "¿Tres o cuatro?"})
    remark = Remark.objects.get()
    assert (remark.quoted, remark.is_suggestion) == (" ".join(COMPLETE_RESULTS), False)
    french = cast.client("french")
    assert french.get(own.get_absolute_url()).context["unresolved"] == 1
    french.post(reverse("project-remark-answer", args=[own.code, remark.pk]), {"text": "Tres."})
    assert french.post(reverse("project-remark-resolve", args=[own.code, remark.pk])).status_code == 404
    secretary.post(reverse("project-remark-resolve", args=[own.code, remark.pk]))
    told = french.get(page).content.decode()
    assert "Tres." in told
    assert "resuelta" in told
    assert french.get(own.get_absolute_url()).context["unresolved"] == 0


COMPLETE_RESULTS = ("1. Una red en funcionamiento.", "2. Tres protocolos adoptados.")


def test_empty_remark_keeps_the_page_and_stores_nothing(cast: Cast, own: Project) -> None:
    page = reverse("project-remarks", args=[own.code])
    once = cast.client("secretary").get(page).context["once"]
    answer = cast.client("secretary").post(page, {"once": once, "subject": "results", "text": " "})
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_partner_suggests_on_what_is_published_and_sees_only_its_own(cast: Cast, own: Project) -> None:
    french = cast.actor("french")
    partner = Participation("Embajada de Alemania en México", Working.FUNDING, None, "ES")
    spain = _spain(cast)
    own = actions.save_record(
        actor=french, project=own, record=Record(participations=(partner,)), version=own.version
    )
    page = reverse("project-remarks", args=[own.code])
    assert spain.get(page).status_code == 404
    actions.publish(actor=cast.actor("secretary"), project=own, version=own.version)
    actions.make_remark(actor=cast.actor("secretary"), project=own, subject="", text="CANARIO")
    shown = spain.get(page)
    assert "CANARIO" not in shown.content.decode()
    spain.post(page, {"once": shown.context["once"], "subject": "", "text": "Somos copatrocinadores."})
    suggestion = Remark.objects.get(is_suggestion=True)
    assert suggestion.capacity == "Embajada de España en México"
    assert "Somos copatrocinadores." in spain.get(page).content.decode()


def _spain(cast: Cast) -> Any:
    spain = organisation("ES", "Embajada de España en México", country="ES")
    return sign_in(Client(), occupant("espana", "Elena Española", spain))


def test_member_without_part_in_the_project_reads_no_remarks(cast: Cast, own: Project) -> None:
    actions.publish(actor=cast.actor("secretary"), project=own, version=own.version)
    assert _spain(cast).get(reverse("project-remarks", args=[own.code])).status_code == 404
