"""What a candidacy tells whom, and what its proposer may still change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from mcig.notices.models import Message
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import candidacies as actions
from members.actions.consultations import close_due, withdraw
from members.actions.people import end_posting
from members.models import Candidacy, Posting
from members.rules.candidacy import CandidacyState, PartyState
from tests.members.test_candidacy import in_consultation, proposed
from tests.members.test_pages import text
from tests.support.cast import Cast, organisation
from tests.support.queries import queries_of

FRANCE, GERMANY, CHILE = "francia@mcig.example", "alemania@mcig.example", "chile@mcig.example"
SECRETARIAT = "secretaria@mcig.example"
TERM = "del 1 de enero de 2025 al 31 de diciembre de 2026"
PROPOSED = "Candidatura nueva de Embajada de Francia en México"


def mail() -> list[tuple[str, str]]:
    """Address and subject of everything that was queued about candidacies, oldest first."""
    found = Message.objects.exclude(subject__contains="onsulta 2024").order_by("pk")
    return [(message.recipients[0], message.subject.removeprefix("MCIG · ")) for message in found]


def body(address: str) -> str:
    message = Message.objects.filter(recipients=[address]).order_by("-pk").first()
    assert message is not None
    return message.body


def asked(cast: Cast, made: Candidacy, who: str = "german") -> int:
    own = {"german": cast.germany, "chilean": cast.chile}[who]
    return actions.ask_to_join(actor=cast.actor(who), candidacy=made, organisation=own).pk


def test_secretariat_is_told_of_a_candidacy_and_the_proposer_of_a_request(cast: Cast) -> None:
    made = proposed(cast)
    asked(cast, made)
    assert mail() == [
        (SECRETARIAT, PROPOSED),
        (FRANCE, "Embajada de Alemania en México pide sumarse a su candidatura"),
    ]
    assert f"pide sumarse a la candidatura de Embajada de Francia en México ({TERM})." in body(FRANCE)
    assert body(FRANCE).endswith(made.get_absolute_url())


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("accept", "Su solicitud de sumarse fue aceptada"),
        ("decline", "Su solicitud de sumarse fue declinada"),
    ],
)
def test_who_asked_is_told_the_answer(cast: Cast, event: Any, sentence: str) -> None:
    made = proposed(cast)
    party = asked(cast, made)
    actions.decide(actor=cast.actor("french"), candidacy=made, party=party, event=event)
    assert mail()[2:] == [(GERMANY, sentence)]
    assert f"candidatura de Embajada de Francia en México ({TERM})" in body(GERMANY)


def test_proposer_is_told_who_leaves_and_that_one_may_ask_again(cast: Cast) -> None:
    made = proposed(cast)
    party = asked(cast, made)
    actions.decide(actor=cast.actor("german"), candidacy=made, party=party, event="retire")
    assert mail()[2:] == [(FRANCE, "Embajada de Alemania en México se retiró de su candidatura")]
    page = text(cast.client("german").get(made.get_absolute_url()))
    assert "Embajada de Alemania en México puede pedir sumarse" in page
    assert asked(cast, made) == party
    assert made.parties.get(pk=party).state == PartyState.ASKED


def test_messages_speak_the_language_of_their_reader(cast: Cast) -> None:
    person = cast.german.person
    person.language = "en"
    person.save()
    made = proposed(cast)
    party = asked(cast, made)
    actions.decide(actor=cast.actor("french"), candidacy=made, party=party, event="accept")
    assert mail()[2:] == [(GERMANY, "Your request to join was accepted")]
    assert "from 1 January 2025 to 31 December 2026" in body(GERMANY)


def test_alternate_is_told_when_nobody_is_titular(cast: Cast) -> None:
    made = proposed(cast)
    posting = Posting.objects.get(person__user=cast.french)
    Posting.objects.filter(pk=posting.pk).delete()
    asked(cast, made)
    assert mail()[1][0] == "suplente.francia@mcig.example"


def test_holders_are_told_of_the_consultation_and_of_its_outcome(cast: Cast) -> None:
    made = proposed(cast)
    party = asked(cast, made)
    actions.decide(actor=cast.actor("french"), candidacy=made, party=party, event="accept")
    asked(cast, made, "chilean")
    in_consultation(cast, made)
    assert sorted(mail()[4:]) == [
        (GERMANY, "La candidatura pasa a consulta"),
        (CHILE, "Su solicitud de sumarse fue declinada"),
        (FRANCE, "La candidatura pasa a consulta"),
    ]
    close_due(timezone.now() + timedelta(days=8))
    assert sorted(mail()[7:]) == [
        (GERMANY, "La candidatura fue adoptada"),
        (FRANCE, "La candidatura fue adoptada"),
    ]


def test_withdrawn_consultation_tells_the_holders_that_the_candidacy_is_open(cast: Cast) -> None:
    made = proposed(cast)
    consultation = in_consultation(cast, made)
    consultation.refresh_from_db()
    secretary = cast.actor("secretary")
    withdraw(actor=secretary, consultation=consultation, version=consultation.version, note="Se pospone.")
    assert mail()[2:] == [(FRANCE, "La candidatura está abierta otra vez")]


def test_adoption_ends_the_other_candidacies_for_the_term_and_tells_them(cast: Cast) -> None:
    first, rival = proposed(cast), proposed(cast, "german")
    in_consultation(cast, first)
    close_due(timezone.now() + timedelta(days=8))
    rival.refresh_from_db()
    assert rival.state == CandidacyState.REJECTED
    assert mail()[-1] == (GERMANY, "El mandato se dio a otra candidatura")


def test_withdrawal_is_told_to_those_who_joined(cast: Cast) -> None:
    made = proposed(cast)
    asked(cast, made)
    actions.withdraw(actor=cast.actor("french"), candidacy=made, version=2)
    assert mail()[2:] == [(GERMANY, "La candidatura de Embajada de Francia en México se retiró")]


def edit(cast: Cast, made: Candidacy, who: str = "french", **data: Any) -> Any:
    sent = {"version": 1, "priorities": "Cuidados y datos."} | data
    return cast.client(who).post(f"{made.get_absolute_url()}editar/", sent)


def test_proposer_rewrites_the_priorities_and_those_who_joined_read_them(cast: Cast) -> None:
    made = proposed(cast)
    asked(cast, made)
    page = cast.client("french").get(f"{made.get_absolute_url()}editar/")
    assert page.context["version"] == 2
    assert "Sistema de cuidados." in text(page)
    assert edit(cast, made, version=2)["Location"] == made.get_absolute_url()
    made.refresh_from_db()
    assert (made.priorities, made.version) == ("Cuidados y datos.", 3)
    assert mail()[2:] == [(GERMANY, "Cambiaron las prioridades de la candidatura")]
    assert "Ahora dicen:\n\nCuidados y datos.\n\n" in body(GERMANY)
    assert edit(cast, made, version=3).status_code == 302
    assert len(mail()) == 3


def test_old_version_answers_with_both_texts(cast: Cast) -> None:
    made = proposed(cast)
    edit(cast, made)
    answer = edit(cast, made, priorities="Comercio <b>justo</b>.")
    assert answer.status_code == 409
    assert "Comercio &lt;b&gt;justo&lt;/b&gt;." in answer.content.decode()
    assert "Cuidados y datos." in text(answer)
    assert answer.context["version"] == 2
    kept = edit(cast, made, version=2, priorities="Comercio.", **{"conflict-priorities": "theirs"})
    assert kept.status_code == 302
    made.refresh_from_db()
    assert (made.priorities, made.version) == ("Cuidados y datos.", 2)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"priorities": "  "}, "Este campo es obligatorio."),
        ({"priorities": "a" * 4001}, "4000"),
    ],
)
def test_wrong_priorities_are_refused_and_kept_in_the_form(
    cast: Cast, data: dict[str, str], sentence: str
) -> None:
    made = proposed(cast)
    answer = edit(cast, made, **data)
    assert answer.status_code == 422
    assert sentence in text(answer)
    made.refresh_from_db()
    assert (made.priorities, made.version) == ("Sistema de cuidados.", 1)


def test_others_do_not_rewrite_and_nobody_once_it_is_consulted(cast: Cast) -> None:
    made = proposed(cast)
    assert edit(cast, made, "german").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.rewrite_priorities(actor=cast.actor("german"), candidacy=made, version=1, priorities="x")
    with pytest.raises(Stale):
        actions.rewrite_priorities(actor=cast.actor("french"), candidacy=made, version=0, priorities="x")
    in_consultation(cast, made)
    answer = edit(cast, made, version=2)
    assert answer.status_code == 400
    assert "La candidatura ya no está abierta" in answer.content.decode()
    with pytest.raises(Broken):
        actions.rewrite_priorities(actor=cast.actor("french"), candidacy=made, version=2, priorities="x")


def test_history_tells_who_did_what_in_the_same_queries(cast: Cast) -> None:
    made = proposed(cast)
    address = f"{made.get_absolute_url()}historial/"
    german, french = cast.client("german"), cast.client("french")
    assert len(queries_of(german, address)) == 8
    german.post(f"{made.get_absolute_url()}sumarse/", {"organisation": cast.germany.pk})
    edit(cast, made, version=2)
    assert len(queries_of(cast.client("chilean"), address)) == 8
    page = french.get(address)
    steps = page.context["steps"]
    # A test is one transaction, and the database's hour that of its beginning: they have no order here.
    assert {(step.organisation, str(step.state), step.priorities, step.person) for step in steps} == {
        ("", "", "Cuidados y datos.", "Françoise Francesa"),
        ("Embajada de Alemania en México", "pide sumarse", "", "Anna Alemana"),
        ("Embajada de Francia en México", "propone", "", "El sistema"),
        ("", "abierta", "Sistema de cuidados.", "El sistema"),
    }


def test_person_who_left_hears_nothing_more(cast: Cast) -> None:
    made = proposed(cast)
    posting = Posting.objects.get(person__user=cast.french)
    yesterday = timezone.localdate() - timedelta(days=1)
    end_posting(actor=cast.actor("secretary"), posting=posting, version=1, last=yesterday)
    organisation("NO", "Embajada de Noruega en México", country="NO")
    asked(cast, made)
    assert FRANCE not in [address for address, _subject in mail()]
