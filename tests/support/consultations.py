"""Consultations for tests."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mcig.notices.models import Message
from members.actions import consultations as actions
from members.actions.certificates import certify
from members.models import Consultation, ConsultationSeat
from tests.support.cast import Cast
from tests.support.papers import attached, paper_in

OPENED = datetime(2024, 3, 12, 18, 0, tzinfo=UTC)  # the tests' noon in Mexico City
DEADLINE = OPENED + timedelta(days=10)
SUBJECT = "Copresidencia 2025–2026"
TEXT = "¿Está de acuerdo con la candidatura de Francia?\n\nSe adopta si nadie se opone."
LINK = re.compile(r"/enlace/[A-Za-z0-9_.-]+/")


def draft(
    cast: Cast,
    *,
    rule: str = "silence",
    deadline: datetime | None = DEADLINE,
    purpose: str = "",
    papers: tuple[str, ...] = (),
) -> Consultation:
    """A draft of the secretariat that consults every member: Alemania, Chile and Francia."""
    made = actions.create_draft(
        actor=cast.actor("secretary"),
        subject=SUBJECT,
        text=TEXT,
        rule=rule,
        deadline=deadline,
        purpose=purpose,
        object_key="7" if purpose else "",
    )
    if papers:
        attached(cast, made, *papers)
        made.refresh_from_db()
    return made


def opened(
    cast: Cast,
    *,
    rule: str = "silence",
    deadline: datetime = DEADLINE,
    purpose: str = "",
    papers: tuple[str, ...] = (),
) -> Consultation:
    """An open consultation of every member."""
    made = draft(cast, rule=rule, deadline=deadline, purpose=purpose, papers=papers)
    return actions.open_consultation(actor=cast.actor("secretary"), consultation=made, version=made.version)


def seat_of(consultation: Consultation, code: str) -> ConsultationSeat:
    return ConsultationSeat.objects.get(consultation=consultation, seat__organisation__code=code)


def link_to(address: str) -> str:
    """The path of the personal link in the last message to the address."""
    message = Message.objects.filter(recipients=[address]).order_by("-pk").first()
    assert message is not None
    return _link_in(message)


def _link_in(message: Message) -> str:
    found = LINK.search(message.body)
    assert found is not None
    return found[0]


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`: an open consultation, a draft, and where it matters a closed one."""
    if name in {"consultation-list", "consultation-create"}:
        return [("", reverse(name))]
    if name == "consultation-export":
        return [("(csv)", reverse(name, args=["csv"]))]
    if name in {"personal-link", "personal-link-file"}:
        message = seat_of(_known(cast)[0][1], "FR").message
        assert message is not None
        unknown = reverse("personal-link", kwargs={"token": "no-existe"})
        path = f"documentos/{paper_in(_known(cast)[0][1])}/" if name == "personal-link-file" else ""
        return [("(France)", _link_in(message) + path), ("(unknown)", unknown + path)]
    known = _known(cast)
    if name == "consultation-certificate":
        known = [("(closed)", _closed(cast)), *known]
    found = []
    for label, consultation in known:
        seat = consultation.seats.filter(seat__organisation=cast.france).first()
        more: dict[str, dict[str, Any]] = {
            "consultation-phone": {"pk": seat.pk if seat else 9999},
            "consultation-paper": {"paper": paper_in(consultation)},
            "consultation-paper-remove": {"paper": paper_in(consultation)},
            "consultation-certificate": {"language": "es"},
        }
        found.append((label, reverse(name, kwargs={"number": consultation.number, **more.get(name, {})})))
    return found


def _known(cast: Cast) -> list[tuple[str, Consultation]]:
    ahead = timezone.now() + timedelta(days=10)  # tests in a browser live in the present
    first = Consultation.objects.filter(state="open").order_by("pk").first()
    second = Consultation.objects.filter(state="draft").order_by("pk").first()
    return [
        ("(open)", first or opened(cast, deadline=ahead, papers=("tdr.pdf",))),
        ("(draft)", second or draft(cast, deadline=ahead, papers=("tdr.pdf",))),
    ]


def _closed(cast: Cast) -> Consultation:
    made = opened(cast, deadline=timezone.now() + timedelta(days=10))
    actions.withdraw(
        actor=cast.actor("secretary"), consultation=made, version=made.version, note="Se retoma después."
    )
    certify(consultation_id=made.pk)
    return made
