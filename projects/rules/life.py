"""The life of a revision of a ficha: a draft is published once, and then stays as it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mcig.rules import Broken, State, _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["TRANSITIONS", "Event", "RevisionState", "after"]


class RevisionState(State):
    """Whether a revision is being written or has been published."""

    DRAFT = "draft"
    PUBLISHED = "published"

    @property
    def label(self) -> StrPromise:
        """The word for this state in the reader's language."""
        return _STATE_LABELS[self]


_STATE_LABELS = {RevisionState.DRAFT: _("borrador"), RevisionState.PUBLISHED: _("publicada")}


class Event(StrEnum):
    """What may happen to a revision."""

    PUBLISH = "publish"


TRANSITIONS: dict[tuple[RevisionState, Event], RevisionState] = {
    (RevisionState.DRAFT, Event.PUBLISH): RevisionState.PUBLISHED,
}


def after(state: RevisionState, event: Event) -> RevisionState:
    """The state that follows; raises `Broken` when the event is not possible in this state."""
    if (state, event) not in TRANSITIONS:
        raise Broken(_("Esta versión ya está publicada y no se modifica: prepare un borrador nuevo."))
    return TRANSITIONS[state, event]
