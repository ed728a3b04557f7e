"""Letters about a meeting, prepared until a person sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from agenda.models import Mailing, MailingPurpose, Meeting
from mcig.access import Actor
from mcig.notices import Kind, Letter, hold


def prepare(
    *,
    actor: Actor,
    meeting: Meeting,
    purpose: MailingPurpose,
    kind: Kind,
    letters: Sequence[Letter],
    told: Mapping[str, Any] | None = None,
) -> Mailing:
    """Hold the letters, and keep what about the meeting they are: `told` are its facts in them.

    Raises `Broken` as `mcig.notices.hold`.
    """
    title = f"{purpose.label.capitalize()}: {meeting.title}"
    dispatch = hold(actor=actor, kind=kind, title=title, why="", letters=letters)
    return Mailing.objects.create(meeting=meeting, purpose=purpose, dispatch=dispatch, told=dict(told or {}))
