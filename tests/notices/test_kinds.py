"""What messages are about, and what each sender says of its own."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage

from mcig.accounts.models import Invitation
from mcig.accounts.notices import send_invitation
from mcig.notices import Timing
from mcig.notices.actions import queue, send
from mcig.notices.kinds import all_kinds, kind_of, optional_kinds
from mcig.notices.models import Message
from tests.support.cast import Cast
from tests.support.consultations import opened
from tests.support.notices import AGENDA, kind, letter

pytestmark = pytest.mark.django_db


def told(message: Message) -> tuple[str, str, str, str]:
    return message.kind.name, message.name, message.language, str(message.reason)


def test_kind_without_a_timing_is_not_chosen_about() -> None:
    always, chosen = kind("test-always"), kind("test-news", timing=Timing.DIGEST)
    assert (always.is_optional, always.timing) == (False, Timing.NOW)
    assert (chosen.is_optional, chosen.timing) == (True, Timing.DIGEST)
    assert [each.name for each in optional_kinds() if each.name.startswith("test-")] == ["test-news"]


def test_codes_accounts_and_consultations_always_leave() -> None:
    never_optional = ("code", "account", "invitation", "consultation-")
    assert [
        each.name for each in all_kinds() if each.name.startswith(never_optional) and each.is_optional
    ] == []


def test_kind_of_an_app_that_is_gone_is_another_message() -> None:
    assert kind_of("gone").name == "other"


def test_consultation_says_why_it_is_sent_and_to_whom(cast: Cast) -> None:
    opened(cast)
    assert told(Message.objects.get(recipients=["francia@mcig.example"])) == (
        "consultation-opened",
        "Françoise Francesa",
        "es",
        "Recibe este mensaje porque la mesa consulta a la organización que representa.",
    )


def test_invitation_says_why_it_is_sent_and_to_whom(cast: Cast) -> None:
    invitation = Invitation(
        email="nueva@mcig.example", name="Nora Nueva", language="en", invited_by=cast.secretary
    )
    invitation.expires_at = invitation.sent_at
    invitation.save()
    send_invitation(invitation)
    message = Message.objects.get()
    assert told(message)[:3] == ("invitation", "Nora Nueva", "en")
    assert (message.recipients, message.is_confidential) == (["nueva@mcig.example"], True)


def test_what_django_hands_over_is_another_message_with_its_files() -> None:
    message = EmailMessage("Asunto", "Texto", to=["francia@mcig.example"])
    message.attach("plan.pdf", b"%PDF-", "application/pdf")
    queued = queue(message)
    assert (queued.kind.name, queued.attachment_names) == ("other", ["plan.pdf"])
    assert queued.message_id in bytes(queued.raw).decode()


def test_letter_keeps_its_own_reason() -> None:
    message = send(letter(attachments=(AGENDA,)), kind(), "Porque preside la reunión.")
    assert (message.reason, message.attachment_names) == ("Porque preside la reunión.", ["orden-del-dia.pdf"])


def test_news_cannot_be_sent_past_the_choice_of_a_person() -> None:
    with pytest.raises(ValueError, match="so it is told"):
        send(letter(), kind("test-news", timing=Timing.NOW))
