"""Sessions for tests, and samples of their routes."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from agenda.actions import session as actions
from agenda.models import Meeting
from tests.support.cast import Cast
from tests.support.meetings import convened, item, meeting

ITEMS = (("Bienvenida", 5), ("Sistema de cuidados", 30), ("Plan de trabajo", 20))
MARK = "?punto="


def live(cast: Cast, **more: Any) -> Meeting:
    """A meeting in session, with three items, of which none is on."""
    made = convened(cast, **more)
    for title, minutes in ITEMS:
        item(made, title, minutes=minutes)
    return actions.start(actor=cast.actor("secretary"), meeting=made, version=made.version)


def put_on(cast: Cast, of: Meeting, position: int) -> None:
    """Put the item at this place on, whatever is on now."""
    on = of.records.filter(on_since__isnull=False).first()
    actions.move_to(
        actor=cast.actor("secretary"),
        meeting=of,
        item=of.items.get(position=position, lane="accepted"),
        seen=on.item_id if on else None,
    )


def ended(cast: Cast, **more: Any) -> Meeting:
    """A held meeting whose session has ended."""
    made = live(cast, **more)
    return actions.end(actor=cast.actor("secretary"), meeting=made, version=made.version)


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`: a meeting in session, and a draft of a meeting."""
    running = Meeting.objects.filter(state="in_session").first() or live(cast, title="En curso", number=901)
    draft = Meeting.objects.filter(state="draft").first() or meeting(cast, title="En borrador")
    first = running.items.order_by("position").first()
    assert first is not None
    known: dict[str, dict[str, Any]] = {
        "session-notes": {"item": first.pk},
        "session-decide": {"item": first.pk},
        "session-commit": {"item": first.pk},
        "session-decision": {"noted": 999_999},
        "session-commitment": {"noted": 999_999},
        "session-mark": {"seat": 999_999},
        "session-attendance-pdf": {"language": "es"},
        "session-guest-remove": {"guest": 999_999},
    }
    more = known.get(name, {})
    return [
        ("(in session)", reverse(name, kwargs={"pk": running.pk, **more})),
        ("(draft)", reverse(name, kwargs={"pk": draft.pk, **more})),
    ]
