"""From a proposal, joined by another embassy, to the mandate that an adopted consultation makes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone, translation

from mcig.access import Role
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import candidacies as actions
from members.actions import endorsements
from members.actions.consultations import close_due, open_consultation, withdraw
from members.models import Candidacy, Consultation, Mandate, MandateRole
from members.rules.candidacy import (
    CANDIDACY,
    PARTY,
    CandidacyState,
    PartyState,
    next_candidacy_state,
    next_party_state,
)
from members.rules.rotation import Term
from tests.members.test_pages import text
from tests.support.cast import Cast, mandate, organisation

NEXT = Term(date(2025, 1, 1), date(2027, 1, 1))
ONCE = "3f0a3f9e-6c1f-4d55-8d0c-6d1e8f6f2a02"


def proposed(cast: Cast, who: str = "french", term: Term = NEXT) -> Candidacy:
    owner = {"french": cast.france, "chilean": cast.chile, "german": cast.germany}[who]
    return actions.propose(
        actor=cast.actor(who), organisation=owner, priorities="Sistema de cuidados.", term=term
    )


def posted(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "once": ONCE,
        "organisation": cast.france.pk,
        "priorities": "Sistema de cuidados.",
        "start": "2025-01-01",
        "end": "2027-01-01",
    } | changes


def in_consultation(cast: Cast, candidacy: Candidacy) -> Consultation:
    """The candidacy's consultation, open for a week."""
    candidacy.refresh_from_db()
    secretary = cast.actor("secretary")
    draft = endorsements.consult(actor=secretary, candidacy=candidacy, version=candidacy.version)
    draft.deadline = timezone.now() + timedelta(days=7)
    draft.save()
    return open_consultation(actor=secretary, consultation=draft, version=draft.version)


def test_embassy_proposes_itself_once_and_another_is_accepted(cast: Cast) -> None:
    french, german = cast.client("french"), cast.client("german")
    page = text(french.get("/presidencia/candidaturas/nueva/"))
    assert "Del 1 de enero de 2025 al 31 de diciembre de 2026" in page
    answers = [french.post("/presidencia/candidaturas/nueva/", posted(cast)) for _twice in range(2)]
    made = Candidacy.objects.get()
    address = f"/presidencia/candidaturas/{made.pk}/"
    assert [answer["Location"] for answer in answers] == [address, address]
    assert german.post(f"{address}sumarse/", {"organisation": cast.germany.pk}).status_code == 302
    asked = made.parties.get(organisation=cast.germany)
    decide = f"{address}solicitudes/{asked.pk}/"
    assert german.post(decide, {"do": "aceptar"}).status_code == 404
    assert french.post(decide, {"do": "aceptar"}).status_code == 302
    assert "Embajada de Alemania en México Se suma" in text(french.get(address))
    assert "Embajada de Francia en México, Embajada de Alemania en México" in text(
        cast.client("chilean").get("/presidencia/")
    )


def test_adopted_candidacy_becomes_the_mandate_and_rights_follow_its_dates(cast: Cast) -> None:
    made = proposed(cast)
    actions.ask_to_join(actor=cast.actor("german"), candidacy=made, organisation=cast.germany)
    asked = made.parties.get(organisation=cast.germany)
    actions.decide(actor=cast.actor("french"), candidacy=made, party=asked.pk, event="accept")
    consultation = in_consultation(cast, made)
    assert consultation.subject == (
        "Candidatura a la copresidencia: Embajada de Francia en México, Embajada de Alemania en México"
    )
    assert close_due(timezone.now() + timedelta(days=6)) == 0
    assert close_due(timezone.now() + timedelta(days=8)) == 1
    assert close_due(timezone.now() + timedelta(days=9)) == 0
    made.refresh_from_db()
    assert made.state == CandidacyState.ADOPTED
    assert made.mandate is not None
    assert made.mandate.basis == f"Candidatura adoptada en la consulta {consultation.number}."
    assert made.mandate.priorities == "Sistema de cuidados."
    assert list(made.mandate.seats.values_list("organisation__code", flat=True)) == ["FR", "DE"]
    assert cast.actor("french", date(2024, 12, 31)).holds(Role.INCOMING)
    assert not cast.actor("french", date(2024, 12, 31)).holds(Role.PRESIDENCY)
    assert cast.actor("french", date(2025, 1, 1)).holds(Role.PRESIDENCY)
    assert not cast.actor("chilean", date(2025, 1, 1)).holds(Role.PRESIDENCY)


def test_term_given_meanwhile_leaves_the_adoption_with_its_obstacle(cast: Cast) -> None:
    made = proposed(cast)
    in_consultation(cast, made)
    mandate(MandateRole.PRESIDENCY, DateRange(NEXT.start, NEXT.end), cast.germany)
    assert close_due(timezone.now() + timedelta(days=8)) == 1
    made.refresh_from_db()
    assert (made.state, made.mandate) == (CandidacyState.ADOPTED, None)
    page = text(cast.client("french").get(made.get_absolute_url()))
    assert "Se adoptó, pero el mandato no pudo registrarse." in page
    assert "Esas fechas se traslapan con otro mandato: presidencia, Embajada de Alemania en México" in page


def test_withdrawn_consultation_opens_the_candidacy_again(cast: Cast) -> None:
    made = proposed(cast)
    consultation = in_consultation(cast, made)
    consultation.refresh_from_db()
    withdraw(
        actor=cast.actor("secretary"),
        consultation=consultation,
        version=consultation.version,
        note="Se pospone.",
    )
    made.refresh_from_db()
    assert made.state == CandidacyState.OPEN
    assert Mandate.objects.count() == 2


def test_candidacy_for_a_term_already_given_is_refused(cast: Cast) -> None:
    mandate(MandateRole.PRESIDENCY, DateRange(NEXT.start, NEXT.end), cast.germany)
    answer = cast.client("french").post("/presidencia/candidaturas/nueva/", posted(cast))
    assert answer.status_code == 422
    assert "Esas fechas se traslapan con otro mandato: presidencia, Embajada de Alemania en México" in text(
        answer
    )
    assert not Candidacy.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start": "2025-02-01"}, "Esas fechas no son las que siguen por la regla de rotación."),
        ({"priorities": "   "}, "Este campo es obligatorio."),
        ({"priorities": "a" * 4001}, "4000"),
    ],
)
def test_candidacy_against_the_rules_is_refused(cast: Cast, changes: dict[str, str], sentence: str) -> None:
    answer = cast.client("french").post("/presidencia/candidaturas/nueva/", posted(cast, **changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Candidacy.objects.exists()


def test_foreign_organisation_is_no_choice(cast: Cast) -> None:
    answer = cast.client("french").post(
        "/presidencia/candidaturas/nueva/", posted(cast, organisation=cast.chile.pk)
    )
    assert answer.status_code == 422
    with pytest.raises(PermissionDenied):
        actions.propose(actor=cast.actor("french"), organisation=cast.chile, priorities="x", term=NEXT)
    made = proposed(cast)
    join = f"{made.get_absolute_url()}sumarse/"
    assert cast.client("german").post(join, {"organisation": cast.chile.pk}).status_code == 404


def test_organisation_that_is_no_member_on_the_first_day_cannot_stand(cast: Cast) -> None:
    cast.france.memberships.update(validity=DateRange(date(2018, 1, 1), date(2024, 6, 1)))
    with pytest.raises(Broken, match=r"no integra la mesa el 1 de enero de 2025\."):
        proposed(cast)


def test_organisation_stands_once_for_a_term(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(Broken, match="ya figura en una candidatura para ese mandato"):
        proposed(cast)
    with pytest.raises(Broken, match="ya figura en esta candidatura"):
        actions.ask_to_join(actor=cast.actor("french"), candidacy=made, organisation=cast.france)


def test_requests_beyond_the_seats_of_the_mesa_are_refused(cast: Cast) -> None:
    made = proposed(cast)
    for who, own in (("german", cast.germany), ("chilean", cast.chile)):
        actions.ask_to_join(actor=cast.actor(who), candidacy=made, organisation=own)
    first, second = made.parties.filter(state=PartyState.ASKED)
    actions.decide(actor=cast.actor("french"), candidacy=made, party=first.pk, event="accept")
    with pytest.raises(Broken, match="un mandato tiene 2 titulares cuando más"):
        actions.decide(actor=cast.actor("french"), candidacy=made, party=second.pk, event="accept")
    second.refresh_from_db()
    assert second.state == PartyState.ASKED
    with pytest.raises(Broken, match="ya se había resuelto"):
        actions.decide(actor=cast.actor("french"), candidacy=made, party=first.pk, event="decline")
    actions.decide(actor=cast.actor("german"), candidacy=made, party=first.pk, event="retire")
    actions.decide(actor=cast.actor("secretary"), candidacy=made, party=second.pk, event="accept")


def test_consultation_closes_the_candidacy_and_declines_open_requests(cast: Cast) -> None:
    made = proposed(cast)
    actions.ask_to_join(actor=cast.actor("german"), candidacy=made, organisation=cast.germany)
    in_consultation(cast, made)
    assert made.parties.get(organisation=cast.germany).state == PartyState.DECLINED
    with pytest.raises(Broken, match="ya no está abierta"):
        actions.ask_to_join(actor=cast.actor("chilean"), candidacy=made, organisation=cast.chile)


def test_second_candidacy_waits_while_one_is_in_consultation(cast: Cast) -> None:
    first, second = proposed(cast), proposed(cast, "german")
    in_consultation(cast, first)
    with pytest.raises(Broken, match="Otra candidatura para esas fechas está en consulta"):
        in_consultation(cast, second)
    second.refresh_from_db()
    assert second.state == CandidacyState.OPEN


def test_decision_on_an_old_version_is_refused(cast: Cast) -> None:
    made = proposed(cast)
    actions.ask_to_join(actor=cast.actor("german"), candidacy=made, organisation=cast.germany)
    with pytest.raises(Stale):
        endorsements.consult(actor=cast.actor("secretary"), candidacy=made, version=1)
    answer = cast.client("french").post(f"{made.get_absolute_url()}retirar/", {"version": 1})
    assert answer.status_code == 409
    answer = cast.client("french").post(f"{made.get_absolute_url()}retirar/", {"version": 2})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.state == CandidacyState.WITHDRAWN


def test_secretariat_prepares_the_consultation_on_the_candidacys_page(cast: Cast) -> None:
    made = proposed(cast)
    secretary = cast.client("secretary")
    assert "Poner a consulta" in text(secretary.get(made.get_absolute_url()))
    assert "Poner a consulta" not in text(cast.client("french").get(made.get_absolute_url()))
    answer = secretary.post(f"{made.get_absolute_url()}consultar/", {"version": 1})
    draft = Consultation.objects.get()
    assert answer["Location"] == f"/consultas/{draft.number}/editar/"
    assert (draft.purpose, draft.object_key) == ("candidacy", str(made.pk))
    assert draft.number in text(secretary.get(made.get_absolute_url()))
    assert draft.number not in text(cast.client("french").get(made.get_absolute_url()))


def test_consultation_is_written_in_the_language_of_the_mesa(cast: Cast) -> None:
    made = proposed(cast)
    with translation.override("en"):
        draft = endorsements.consult(actor=cast.actor("secretary"), candidacy=made, version=1)
    assert draft.subject == "Candidatura a la presidencia: Embajada de Francia en México"
    assert draft.text.startswith("Se propone para la presidencia de la mesa: Embajada de Francia en México.")


def test_secretariat_proposes_on_behalf(cast: Cast) -> None:
    organisation("NO", "Embajada de Noruega en México", country="NO")
    page = cast.client("secretary").get("/presidencia/candidaturas/nueva/").content.decode()
    assert "Embajada de Noruega en México" in page
    answer = cast.client("secretary").post("/presidencia/candidaturas/nueva/", posted(cast))
    assert answer.status_code == 302


@time_machine.travel(datetime(2024, 12, 31, 18, tzinfo=UTC))
def test_open_mandate_leaves_nothing_to_stand_for(cast: Cast) -> None:
    Mandate.objects.filter(role="presidency").update(planned=DateRange(date(2023, 1, 1), None))
    french = cast.client("french")
    assert "No hay un mandato que proponer" in text(french.get("/presidencia/candidaturas/nueva/"))
    assert french.post("/presidencia/candidaturas/nueva/", posted(cast)).status_code == 422


def test_home_says_what_waits(cast: Cast) -> None:
    made = proposed(cast)
    assert "Una candidatura abierta, por poner a consulta" in text(cast.client("secretary").get("/"))
    assert "lo que espera por usted" not in text(cast.client("french").get("/"))
    actions.ask_to_join(actor=cast.actor("german"), candidacy=made, organisation=cast.germany)
    assert "1 organización pide sumarse a la candidatura" in text(cast.client("french").get("/"))
    assert "lo que espera por usted" not in text(cast.client("chilean").get("/"))


def test_whatever_the_tables_do_not_name_is_refused() -> None:
    ended = {CandidacyState.ADOPTED, CandidacyState.REJECTED, CandidacyState.WITHDRAWN}
    assert {state for state, _event in CANDIDACY} == set(CandidacyState) - ended
    assert {state for state, _event in PARTY} == {PartyState.ASKED, PartyState.ACCEPTED, PartyState.RETIRED}
    with pytest.raises(Broken):
        next_candidacy_state(CandidacyState.CONSULTED, "withdraw")
    with pytest.raises(Broken):
        next_party_state(PartyState.DECLINED, "accept")
