"""The life of a revision of a ficha: written, reviewed, given back or validated, published and then final."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mcig.rules import Broken, State, _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["TRANSITIONS", "WITHOUT_REVIEW", "Event", "RevisionState", "Turn", "after", "turn"]


class RevisionState(State):
    """Where a revision stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    VALIDATED = "validated"
    PUBLISHED = "published"

    @property
    def label(self) -> StrPromise:
        """The word for this state in the reader's language."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    RevisionState.DRAFT: _("borrador"),
    RevisionState.IN_REVIEW: _("en revisión"),
    RevisionState.RETURNED: _("devuelta"),
    RevisionState.VALIDATED: _("validada"),
    RevisionState.PUBLISHED: _("publicada"),
}


class Event(StrEnum):
    """What may happen to a revision."""

    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    GIVE_BACK = "give_back"
    VALIDATE = "validate"
    PUBLISH = "publish"


DRAFT, IN_REVIEW = RevisionState.DRAFT, RevisionState.IN_REVIEW
RETURNED, VALIDATED, PUBLISHED = RevisionState.RETURNED, RevisionState.VALIDATED, RevisionState.PUBLISHED

# A validated text that is edited is another text: it is a draft again.
TRANSITIONS: dict[tuple[RevisionState, Event], RevisionState] = {
    (DRAFT, Event.EDIT): DRAFT,
    (IN_REVIEW, Event.EDIT): IN_REVIEW,
    (RETURNED, Event.EDIT): RETURNED,
    (VALIDATED, Event.EDIT): DRAFT,
    (DRAFT, Event.SUBMIT): IN_REVIEW,
    (RETURNED, Event.SUBMIT): IN_REVIEW,
    (IN_REVIEW, Event.WITHDRAW): DRAFT,
    (IN_REVIEW, Event.GIVE_BACK): RETURNED,
    (IN_REVIEW, Event.VALIDATE): VALIDATED,
    (VALIDATED, Event.PUBLISH): PUBLISHED,
}
# What is possible besides where the mesa does not review before publishing, and for those who review.
WITHOUT_REVIEW: dict[tuple[RevisionState, Event], RevisionState] = {
    (DRAFT, Event.PUBLISH): PUBLISHED,
    (IN_REVIEW, Event.PUBLISH): PUBLISHED,
    (RETURNED, Event.PUBLISH): PUBLISHED,
}
_REFUSALS: dict[Event, StrPromise] = {
    Event.PUBLISH: _("La ficha se publica cuando la secretaría técnica la validó: envíela a revisión."),
    Event.SUBMIT: _("La ficha ya está en revisión o ya se validó."),
    Event.WITHDRAW: _("La ficha no está en revisión: no hay nada que retirar."),
    Event.GIVE_BACK: _("Solo se devuelve una ficha que está en revisión."),
    Event.VALIDATE: _("Solo se valida una ficha que está en revisión."),
}


def after(state: RevisionState, event: Event, *, needs_review: bool = True) -> RevisionState:
    """The state that follows; raises `Broken` when the event is not possible in this state."""
    possible = TRANSITIONS if needs_review else TRANSITIONS | WITHOUT_REVIEW
    if (state, event) in possible:
        return possible[state, event]
    if state is PUBLISHED:
        raise Broken(_("Esta versión ya está publicada y no se modifica: prepare un borrador nuevo."))
    raise Broken(_REFUSALS[event])


class Turn(State):
    """Who must act next."""

    OWNER = "owner"
    SECRETARIAT = "secretariat"


def turn(state: RevisionState) -> Turn | None:
    """Whose turn it is in this state; nobody's once it is published."""
    if state is PUBLISHED:
        return None
    return Turn.SECRETARIAT if state is IN_REVIEW else Turn.OWNER
