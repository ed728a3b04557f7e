"""The minutes: begun from notes, written by several, circulated, observed, approved, frozen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from agenda.actions import circulation, observations
from agenda.actions import minutes as actions
from agenda.actions.documents import issue_minutes
from agenda.actions.minutes import Words
from agenda.models import Commitment, Decision, Minutes, MinutesDocument, Observation
from agenda.queries.record import record_of
from agenda.rules.minutes import Level, from_data
from mcig.documents.models import IssuedDocument
from mcig.notices.models import News
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import answers, consultations
from members.actions.outcomes import close_due
from tests.support.cast import ROLES, Cast
from tests.support.consultations import seat_of as consulted_seat
from tests.support.minutes import WORDS, adopted, approved, begun, circulating
from tests.support.sessions import ended, live

ME = "secretary"


def texts(minutes: Minutes) -> list[tuple[str, str, str]]:
    rows = minutes.paragraphs.order_by("item__position", "position")
    return [(each.text, each.level, each.organisation.code if each.organisation else "") for each in rows]


def test_begun_from_the_notes_once(cast: Cast) -> None:
    minutes = begun(cast)
    assert texts(minutes)[:2] == [
        ("Abre la sesión.", "organisation", "CL"),
        ("Se conversa.", "unattributed", ""),
    ]
    assert actions.begin(actor=cast.actor(ME), meeting=minutes.meeting) == minutes
    assert len(texts(minutes)) == 6


def test_not_before_the_session_has_ended(cast: Cast) -> None:
    with pytest.raises(Broken, match="La sesión no ha terminado"):
        actions.begin(actor=cast.actor(ME), meeting=live(cast))


def test_only_who_conducts_writes(cast: Cast) -> None:
    meeting = ended(cast)
    for name in ("french", "administrator", "stranger"):
        with pytest.raises(PermissionDenied):
            actions.begin(actor=cast.actor(name), meeting=meeting)


def test_of_two_who_write_a_paragraph_nobody_loses(cast: Cast) -> None:
    minutes = begun(cast)
    paragraph = minutes.paragraphs.order_by("pk")[0]
    mine, theirs = Words("Abre Chile.", Level.ATTRIBUTED), Words("Abren ambas.", Level.ATTRIBUTED)
    saved = actions.edit_paragraph(actor=cast.actor(ME), paragraph=paragraph, words=mine, version=1)
    with pytest.raises(Stale):
        actions.edit_paragraph(actor=cast.actor("german"), paragraph=paragraph, words=theirs, version=1)
    same = actions.edit_paragraph(actor=cast.actor("german"), paragraph=paragraph, words=mine, version=2)
    assert (saved.version, same.version) == (2, 2)


def test_paragraphs_move_within_their_item(cast: Cast) -> None:
    minutes = begun(cast)
    first, second = minutes.paragraphs.filter(item__position=1).order_by("position")
    for up in (True, False, False):
        actions.move_paragraph(actor=cast.actor(ME), paragraph=first, up=up)
    assert [each.pk for each in minutes.paragraphs.filter(item__position=1)] == [second.pk, first.pk]


def test_silence_approves_numbers_freezes_and_closes(cast: Cast) -> None:
    minutes = approved(cast)
    assert (minutes.state, minutes.label, minutes.meeting.state) == ("approved", "2024-001", "closed")
    assert minutes.record is not None
    assert from_data(minutes.record) == record_of(minutes)
    assert Decision.objects.get().label == "2024-001"
    assert Commitment.objects.get().label == "2024-001"
    for change in (
        lambda: Minutes.objects.filter(pk=minutes.pk).update(annexes="x"),
        lambda: minutes.paragraphs.update(text="x"),
        minutes.paragraphs.all()[0].delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Broken, match="está aprobado y no cambia"):
        actions.edit_closing(
            actor=cast.actor(ME), minutes=minutes, version=9, handouts="", annexes="", next_meeting=""
        )


def test_documents_are_issued_once_in_each_rendering_and_language(cast: Cast) -> None:
    minutes = approved(cast)
    for _time in range(2):
        issue_minutes(minutes_id=minutes.pk)
    rows = MinutesDocument.objects.order_by("pk").values_list("audience", "language", "document__filename")
    assert list(rows) == [
        (audience, language, f"minuta-2024-001-{slug}-{language}.pdf")
        for audience, slug in (("internal", "interna"), ("members", "integrantes"), ("public", "publica"))
        for language in ("es", "en")
    ]
    assert IssuedDocument.objects.filter(kind="minutes").count() == 6


def test_whoever_speaks_for_a_member_is_told_in_the_word_of_the_mesa(cast: Cast) -> None:
    cast.mesa.minutes_word = "acta"
    cast.mesa.save()
    approved(cast)
    told = News.objects.filter(kind_name="minutes-approved").order_by("address")
    assert {each.line for each in told} == {"Se aprobó el acta 2024-001 de «Reunión ordinaria de abril»."}
    mailboxes = [each.address.split("@")[0] for each in told]
    assert mailboxes == ["alemania", "chile", "francia", "suplente.francia"]


def test_what_circulates_does_not_change(cast: Cast) -> None:
    minutes, _consultation = circulating(cast)
    paragraph = minutes.paragraphs.order_by("pk")[0]
    with pytest.raises(Broken, match="está en consulta y no cambia"):
        actions.remove_paragraph(actor=cast.actor(ME), paragraph=paragraph, version=paragraph.version)


def test_nothing_empty_circulates_and_only_the_secretariat_starts_it(cast: Cast) -> None:
    minutes = actions.begin(actor=cast.actor(ME), meeting=ended(cast))
    with pytest.raises(Broken, match="no hay nada que consultar"):
        circulation.circulate(actor=cast.actor(ME), minutes=minutes, version=1)
    full = begun(cast, number=2)
    with pytest.raises(PermissionDenied):
        circulation.circulate(actor=cast.actor("chilean"), minutes=full, version=full.version)


def test_an_observation_waits_for_its_answer_before_approval(cast: Cast) -> None:
    minutes, _consultation = circulating(cast)
    noted = observations.observe(
        actor=cast.actor("french"),
        minutes=minutes,
        organisation=cast.france,
        paragraph=_key(minutes, Level.ATTRIBUTED),
        text="Falta una cifra.",
    )
    adopted(minutes)
    assert minutes.state == "circulated"
    with pytest.raises(Broken, match="Quedan observaciones sin resolver"):
        circulation.approve(actor=cast.actor(ME), minutes=minutes, version=minutes.version)
    _resolve(cast, noted, "noted")
    circulation.approve(actor=cast.actor(ME), minutes=minutes, version=minutes.version)
    minutes.refresh_from_db()
    assert (minutes.state, minutes.label) == ("approved", "2024-001")


def test_an_accepted_observation_asks_for_a_new_round(cast: Cast) -> None:
    minutes, _consultation = circulating(cast)
    noted = observations.observe(
        actor=cast.actor("french"), minutes=minutes, organisation=cast.france, paragraph=None, text="Falta."
    )
    with pytest.raises(Broken, match="La consulta sigue en pie"):
        circulation.return_to_draft(actor=cast.actor(ME), minutes=minutes, version=minutes.version)
    adopted(minutes)
    _resolve(cast, noted, "accepted")
    with pytest.raises(Broken, match="Hay observaciones acogidas"):
        circulation.approve(actor=cast.actor(ME), minutes=minutes, version=minutes.version)
    circulation.return_to_draft(actor=cast.actor(ME), minutes=minutes, version=minutes.version)
    again, second = circulating(cast, minutes)
    assert second.subject == "Minuta: Reunión ordinaria de abril (2)"
    assert adopted(again).state == "approved"


def test_a_comment_by_link_becomes_an_observation(cast: Cast) -> None:
    minutes, consultation = circulating(cast)
    answers.answer(
        actor=cast.actor("french"),
        seat=consulted_seat(consultation, "FR"),
        answer="comments",
        comment="Bien.",
    )
    adopted(minutes)
    kept = Observation.objects.get()
    assert (kept.text, kept.organisation, kept.spoken_by, kept.state) == (
        "Bien.",
        cast.france,
        "Françoise Francesa",
        "open",
    )
    assert minutes.state == "circulated"


def test_broken_silence_brings_the_text_back_to_writing(cast: Cast) -> None:
    minutes, consultation = circulating(cast)
    answers.answer(
        actor=cast.actor("french"), seat=consulted_seat(consultation, "FR"), answer="breaks", comment="No."
    )
    close_due(timezone.now() + timedelta(days=11))
    minutes.refresh_from_db()
    assert minutes.state == "circulated"
    consultation.refresh_from_db()
    consultations.withdraw(
        actor=cast.actor(ME), consultation=consultation, version=consultation.version, note="Se corrige."
    )
    minutes.refresh_from_db()
    assert (minutes.state, Observation.objects.get().text) == ("drafting", "No.")
    with pytest.raises(Broken, match="Quedan observaciones sin resolver"):
        circulation.circulate(actor=cast.actor(ME), minutes=minutes, version=minutes.version)


def test_observations_come_from_an_own_organisation_about_what_it_reads_in_time(cast: Cast) -> None:
    minutes, _consultation = circulating(cast)
    french = cast.actor("french")

    def observe(paragraph: UUID | None, text: str = "x") -> Observation:
        return observations.observe(
            actor=french, minutes=minutes, organisation=cast.france, paragraph=paragraph, text=text
        )

    with pytest.raises(PermissionDenied):
        observations.observe(actor=french, minutes=minutes, organisation=cast.chile, paragraph=None, text="x")
    for hidden in (_key(minutes, Level.SECRETARIAT), UUID(int=0)):
        with pytest.raises(Broken, match="Ese párrafo ya no está en el texto"):
            observe(hidden)
    with pytest.raises(Broken, match="caben 4 000 caracteres"):
        observe(None, "x" * 1_000_000)
    adopted(minutes)
    with pytest.raises(Broken, match="El plazo para observar el texto ya terminó"):
        observe(None)


def test_declined_with_a_reason_and_never_over_another_hand(cast: Cast) -> None:
    minutes, _consultation = circulating(cast)
    noted = observations.observe(
        actor=cast.actor("french"), minutes=minutes, organisation=cast.france, paragraph=None, text="x"
    )
    with pytest.raises(Broken, match="Explique por qué no se acoge"):
        _resolve(cast, noted, "declined", reply=" ")
    _resolve(cast, noted, "declined")
    with pytest.raises(Stale):
        observations.resolve(
            actor=cast.actor("german"), observation=noted, state="noted", reply="", version=1
        )
    with pytest.raises(PermissionDenied):
        observations.resolve(
            actor=cast.actor("french"), observation=noted, state="noted", reply="", version=2
        )


def test_who_sees_minutes_when(cast: Cast) -> None:
    minutes = begun(cast)

    def seen() -> list[str]:
        return [name for name in ROLES if minutes in Minutes.objects.visible_to(cast.actor(name))]

    assert seen() == ["german", "chilean", "secretary"]
    circulation.circulate(actor=cast.actor(ME), minutes=minutes, version=minutes.version)
    assert seen() == ["german", "chilean", "secretary"]
    opened = minutes.rounds.get().consultation
    opened.deadline = timezone.now() + timedelta(days=10)
    opened.save()
    consultations.open_consultation(actor=cast.actor(ME), consultation=opened, version=opened.version)
    everybody = ["french", "french_alternate", "german", "chilean", "secretary", "administrator"]
    assert seen() == everybody
    adopted(minutes)
    assert seen() == everybody


def _key(minutes: Minutes, level: Level) -> UUID:
    return minutes.paragraphs.get(text=WORDS[level]).key


def _resolve(cast: Cast, noted: Observation, state: str, reply: str = "Se explica.") -> None:
    noted.refresh_from_db()
    observations.resolve(
        actor=cast.actor(ME), observation=noted, state=state, reply=reply, version=noted.version
    )
