"""Letters, news and dispatches for tests."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mcig.notices import Addressee, Attachment, Dispatch, Kind, Letter, Timing, hold, kinds, register_kind
from mcig.notices.actions import send
from mcig.notices.models import Message
from tests.support.cast import Cast

AGENDA = Attachment("orden-del-dia.pdf", "application/pdf", b"%PDF-1.7 orden del dia")
CALENDAR = Attachment(
    "reunion.ics",
    "text/calendar; method=REQUEST; charset=utf-8",
    "BEGIN:VCALENDAR\r\nSUMMARY:Reunión\r\nEND:VCALENDAR\r\n".encode(),
)


def kind(name: str = "test-summons", *, timing: Timing | None = None, automatic: bool = False) -> Kind:
    """A kind that only the tests know; without `timing` one about which nobody chooses.

    Remember to forget it: `forget_kinds` does.
    """
    return register_kind(
        name,
        f"avisos de prueba ({name})",
        why="Recibe este mensaje porque participa en la prueba.",
        automatic=automatic,
        timing=timing,
    )


def forget_kinds() -> None:
    for name in [each for each in kinds._kinds if each.startswith("test-")]:
        del kinds._kinds[name]


def letter(mailbox: str = "francia", name: str = "Françoise Francesa", **changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "address": f"{mailbox}@mcig.example",
        "name": name,
        "language": "es",
        "subject": "Convocatoria a la reunión",
        "body": f"Estimada {name}:\n\nLa reunión es el martes.\nLugar: Embajada de Chile.",
    }
    return Letter(**(fields | changes))


def addressee(mailbox: str = "francia", name: str = "Françoise Francesa", language: str = "es") -> Addressee:
    return Addressee(f"{mailbox}@mcig.example", name, language)


def held(cast: Cast, *letters: Letter, title: str = "Convocatoria") -> Dispatch:
    """A dispatch that waits for the secretariat; of one letter unless told otherwise."""
    return hold(
        actor=cast.actor("secretary"),
        kind=kinds.OTHER,
        title=title,
        why="Se convoca a quienes integran la mesa.",
        letters=letters or (letter(),),
    )


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the routes of the outgoing mail."""
    if name in {"outbox-attachment", "demonstration-attachment"}:
        message = Message.objects.filter(attachment_names__len=1).first() or send(
            letter(attachments=(AGENDA,)), kinds.OTHER
        )
        return [("(one file)", reverse(name, kwargs={"pk": message.pk, "number": 1}))]
    if name == "outbox-preferences":
        return [("(France)", f"{reverse(name)}?direccion=francia@mcig.example")]
    dispatch = Dispatch.objects.first() or held(cast)
    return [("(waiting)", reverse(name, kwargs={"pk": dispatch.pk}))]
