"""A consultation from the draft to its outcome: who may, what is kept, and that it happens once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from time_machine import Traveller

from mcig.links.models import PersonalLink
from mcig.notices.models import Message
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import answers, consultations, reminders
from members.models import Consultation, ConsultationSeat, Organisation, Posting
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE, OPENED, draft, link_to, opened, seat_of

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def mailed(subject: str = "") -> list[str]:
    """Who has been written to, of messages whose subject contains `subject`."""
    found = Message.objects.filter(subject__contains=subject).values_list("recipients", flat=True)
    return sorted(address for recipients in found for address in recipients)


def states(consultation: Consultation) -> dict[str, str]:
    return dict(consultation.seats.values_list("seat__organisation__code", "state"))


def agree(cast: Cast, consultation: Consultation, who: str, code: str, answer: str = "agrees") -> None:
    seat = seat_of(consultation, code)
    answers.answer(actor=cast.actor(who), seat=seat, answer=answer, comment="Porque sí.")


def test_numbers_follow_one_another(cast: Cast) -> None:
    assert [draft(cast).number, draft(cast).number] == ["2024-001", "2024-002"]


@pytest.mark.parametrize("who", ["chilean", "french", "administrator", "stranger"])
def test_only_the_secretariat_prepares(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        consultations.create_draft(actor=cast.actor(who), subject="Asunto", text="Texto")


def test_opening_asks_each_member_seat_once_and_writes_to_it(cast: Cast) -> None:
    made = opened(cast)
    assert states(made) == {"CL": "pending", "DE": "pending", "FR": "pending"}
    assert mailed() == ["alemania@mcig.example", "chile@mcig.example", "francia@mcig.example"]


def test_recipients_language_is_used(cast: Cast) -> None:
    person = cast.german.person
    person.language = "en"
    person.save()
    opened(cast)
    english = Message.objects.get(recipients=["alemania@mcig.example"]).body
    spanish = Message.objects.get(recipients=["francia@mcig.example"]).body
    assert ("March" in english, "marzo" in english) == (True, False)
    assert "22 de marzo de 2024, 12:00 (hora de la Ciudad de México)" in spanish


def test_alternate_is_written_to_when_nobody_is_titular(cast: Cast) -> None:
    Posting.objects.filter(person__user=cast.french).delete()
    opened(cast)
    assert "suplente.francia@mcig.example" in mailed()


def test_named_organisations_alone_are_consulted(cast: Cast) -> None:
    made = draft(cast)
    made.consulted.set(Organisation.objects.filter(code="FR"))
    consultations.open_consultation(actor=cast.actor("secretary"), consultation=made, version=made.version)
    assert states(made) == {"FR": "pending"}


def test_opening_in_the_past_is_refused_whole(cast: Cast, clock: Traveller) -> None:
    made = draft(cast)
    clock.move_to(DEADLINE)
    with pytest.raises(Broken) as refusal:
        consultations.open_consultation(
            actor=cast.actor("secretary"), consultation=made, version=made.version
        )
    assert str(refusal.value) == "El plazo debe terminar en el futuro."
    assert (Consultation.objects.get().state, ConsultationSeat.objects.count(), mailed()) == ("draft", 0, [])


def test_opening_an_old_draft_is_stale(cast: Cast) -> None:
    made = draft(cast)
    consultations.edit(
        actor=cast.actor("secretary"),
        consultation=made,
        version=1,
        subject="Otro asunto",
        text="Otro texto",
        rule="count",
        deadline=DEADLINE,
        consulted=[],
    )
    with pytest.raises(Stale):
        consultations.open_consultation(actor=cast.actor("secretary"), consultation=made, version=1)


def test_text_is_frozen_by_the_database_too(cast: Cast) -> None:
    made = opened(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Consultation.objects.filter(pk=made.pk).update(text="Otro")


def test_open_text_is_not_edited(cast: Cast) -> None:
    made = opened(cast)
    with pytest.raises(Broken):
        consultations.edit(
            actor=cast.actor("secretary"),
            consultation=made,
            version=made.version,
            subject="x",
            text="y",
            rule="count",
            deadline=DEADLINE,
            consulted=[],
        )


def test_last_answer_counts_and_history_keeps_all(cast: Cast) -> None:
    made = opened(cast)
    agree(cast, made, "french", "FR", "breaks")
    agree(cast, made, "french_alternate", "FR", "agrees")
    seat = seat_of(made, "FR")
    assert (seat.state, seat.spoken_by, seat.source) == ("agrees", "Simon Suplente", "account")
    events = seat.events.order_by("pgh_id").values_list("state", flat=True)
    assert list(dict.fromkeys(events)) == ["pending", "breaks", "agrees"]


def test_nobody_answers_for_another_organisation(cast: Cast) -> None:
    made = opened(cast)
    with pytest.raises(PermissionDenied):
        agree(cast, made, "french", "CL")


def test_answer_one_second_before_the_deadline_counts(cast: Cast, clock: Traveller) -> None:
    made = opened(cast)
    clock.move_to(DEADLINE - SECOND)
    agree(cast, made, "french", "FR")
    assert states(made)["FR"] == "agrees"


@pytest.mark.parametrize("late", [timedelta(0), SECOND])
def test_late_answer_is_refused_in_words(cast: Cast, clock: Traveller, late: timedelta) -> None:
    made = opened(cast)
    clock.move_to(DEADLINE + late)
    with pytest.raises(Broken) as refusal:
        agree(cast, made, "french", "FR")
    assert str(refusal.value) == (
        "El plazo venció el 22 de marzo de 2024, 12:00:00: la respuesta llegó tarde y no se registró."
    )
    assert states(made)["FR"] == "pending"


def test_telephone_answer_names_who_spoke_and_who_entered_it(cast: Cast) -> None:
    made = opened(cast)
    answers.enter_by_phone(
        actor=cast.actor("secretary"),
        seat=seat_of(made, "DE"),
        answer="abstains",
        comment="",
        spoken_by="Anna Alemana",
    )
    seat = seat_of(made, "DE")
    assert (seat.state, seat.source, seat.spoken_by, seat.entered_by) == (
        "abstains",
        "phone",
        "Anna Alemana",
        cast.secretary,
    )


def test_telephone_answer_of_nobody_is_refused(cast: Cast) -> None:
    seat = seat_of(opened(cast), "DE")
    with pytest.raises(Broken):
        answers.enter_by_phone(
            actor=cast.actor("secretary"), seat=seat, answer="agrees", comment="", spoken_by=" "
        )
    with pytest.raises(PermissionDenied):
        answers.enter_by_phone(
            actor=cast.actor("chilean"), seat=seat, answer="agrees", comment="", spoken_by="Anna"
        )


def test_broken_silence_tells_the_secretariat_once(cast: Cast) -> None:
    made = opened(cast)
    agree(cast, made, "french", "FR", "breaks")
    agree(cast, made, "french", "FR", "breaks")
    assert mailed("Se rompió el silencio") == ["secretaria@mcig.example"]


def test_broken_silence_waits_for_a_decision(cast: Cast, clock: Traveller) -> None:
    made = opened(cast)
    agree(cast, made, "french", "FR", "breaks")
    clock.move_to(DEADLINE + SECOND)
    assert consultations.close_due() == 0
    later = DEADLINE + timedelta(days=5)
    consultations.extend(
        actor=cast.actor("secretary"),
        consultation=made,
        version=Consultation.objects.get().version,
        deadline=later,
    )
    agree(cast, made, "french", "FR", "agrees")
    clock.move_to(later)
    assert consultations.close_due() == 1
    assert Consultation.objects.get().state == "adopted"


def test_extension_is_later_and_lets_old_links_live(cast: Cast) -> None:
    made = opened(cast)
    act = {"actor": cast.actor("secretary"), "consultation": made}
    with pytest.raises(Broken):
        consultations.extend(**act, version=made.version, deadline=DEADLINE)  # type: ignore[arg-type]
    consultations.extend(**act, version=made.version, deadline=DEADLINE + SECOND)  # type: ignore[arg-type]
    assert set(PersonalLink.objects.values_list("expires_at", flat=True)) == {DEADLINE + SECOND}
    assert len(mailed("Plazo ampliado")) == 3


def test_withdrawal_needs_a_reason_and_tells_it(cast: Cast) -> None:
    made = opened(cast)
    secretary = cast.actor("secretary")
    with pytest.raises(Broken):
        consultations.withdraw(actor=secretary, consultation=made, version=made.version, note=" ")
    consultations.withdraw(
        actor=secretary, consultation=made, version=made.version, note="Se conversará en la plenaria."
    )
    assert Consultation.objects.get().state == "withdrawn"
    body = Message.objects.get(subject__contains="retirada", recipients=["francia@mcig.example"]).body
    assert "Se conversará en la plenaria." in body
    with pytest.raises(Broken) as refusal:
        agree(cast, made, "french", "FR")
    assert str(refusal.value) == "La consulta se retiró: ya no hace falta responder."


def test_downtime_of_three_days_makes_one_outcome(cast: Cast, clock: Traveller) -> None:
    made = opened(cast)
    clock.move_to(DEADLINE + timedelta(days=3))
    assert [consultations.close_due(), consultations.close_due()] == [1, 0]
    closed = Consultation.objects.get(pk=made.pk)
    assert closed.closed_at is not None
    assert (closed.state, closed.closed_at - DEADLINE >= timedelta(days=3)) == ("adopted", True)
    assert mailed("adoptada") == ["alemania@mcig.example", "chile@mcig.example", "francia@mcig.example"]


def test_nothing_closes_a_second_before(cast: Cast, clock: Traveller) -> None:
    opened(cast)
    clock.move_to(DEADLINE - SECOND)
    assert consultations.close_due() == 0
    clock.move_to(DEADLINE)
    assert consultations.close_due() == 1


def test_consequence_follows_once_in_the_same_transaction(cast: Cast, clock: Traveller) -> None:
    told: list[str] = []
    consultations.register_consequence(
        "prueba",
        adopted=lambda each: told.append(f"adopted {each.object_key}"),
        rejected=lambda each: told.append(f"rejected {each.object_key}"),
    )
    opened(cast, purpose="prueba")
    opened(cast, purpose="prueba", rule="consensus")
    clock.move_to(DEADLINE)
    consultations.close_due()
    consultations.close_due()
    assert told == ["rejected 7", "adopted 7"]


def test_failing_consequence_leaves_its_consultation_open(
    cast: Cast, clock: Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(consultation: Consultation) -> None:
        raise Broken("no")

    consultations.register_consequence("fallo", adopted=fail, rejected=fail)
    opened(cast, purpose="fallo")
    opened(cast)
    clock.move_to(DEADLINE)
    assert consultations.close_due() == 1
    assert sorted(Consultation.objects.values_list("state", flat=True)) == ["adopted", "open"]


def test_each_reminder_leaves_once_and_only_to_the_silent(cast: Cast, clock: Traveller) -> None:
    made = opened(cast)
    agree(cast, made, "french", "FR")
    assert reminders.remind() == 0
    clock.move_to(DEADLINE - timedelta(hours=72))
    assert [reminders.remind(), reminders.remind()] == [2, 0]
    clock.move_to(DEADLINE - timedelta(hours=23))
    assert [reminders.remind(), reminders.remind()] == [2, 0]
    assert mailed("Recordatorio") == ["alemania@mcig.example"] * 2 + ["chile@mcig.example"] * 2


def test_sent_message_is_a_delivered_seat(cast: Cast) -> None:
    made = opened(cast)
    message = seat_of(made, "FR").message
    assert message is not None
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=OPENED)
    assert [reminders.mark_delivered(), reminders.mark_delivered()] == [1, 0]
    seat = seat_of(made, "FR")
    assert (seat.state, seat.delivered_at) == ("delivered", OPENED)


def test_message_with_a_link_is_read_by_its_recipient_alone(cast: Cast) -> None:
    opened(cast)
    assert set(Message.objects.values_list("is_confidential", flat=True)) == {True}
    assert link_to("francia@mcig.example").startswith("/enlace/")
