"""The thematic agenda, the meetings with their items and seats, and what was decided and promised there."""

from __future__ import annotations

from agenda.models.items import Item, ItemLane, ItemPresenter, ItemPurpose
from agenda.models.meetings import AgendaVersion, Meeting, MeetingKind, MeetingSeries, MeetingState
from agenda.models.outcomes import Commitment, CommitmentState, Decision, DecisionState
from agenda.models.seats import Answer, AnswerSource, MeetingSeat, Presence
from agenda.models.themes import Theme, ThemeLead

__all__ = [
    "AgendaVersion",
    "Answer",
    "AnswerSource",
    "Commitment",
    "CommitmentState",
    "Decision",
    "DecisionState",
    "Item",
    "ItemLane",
    "ItemPresenter",
    "ItemPurpose",
    "Meeting",
    "MeetingKind",
    "MeetingSeat",
    "MeetingSeries",
    "MeetingState",
    "Presence",
    "Theme",
    "ThemeLead",
]
