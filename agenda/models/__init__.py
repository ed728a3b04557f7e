"""The thematic agenda, the meetings with their items and seats, and what was decided and promised there."""

from __future__ import annotations

from agenda.models.calendars import CalendarFeed, CalendarReply, ReplyOutcome
from agenda.models.disclosures import Disclosed, Disclosure
from agenda.models.documents import AgendaDocument
from agenda.models.followup import CommitmentFile, CommitmentReminder, CommitmentStep, StepKind, StepSource
from agenda.models.items import Item, ItemLane, ItemPresenter, ItemPurpose
from agenda.models.journal import AgendaStep, AgendaStepKind, DeskPresence
from agenda.models.mailings import Mailing, MailingPurpose
from agenda.models.meetings import AgendaVersion, Meeting, MeetingKind, MeetingSeries, MeetingState
from agenda.models.minutes import (
    Minutes,
    MinutesDocument,
    MinutesParagraph,
    MinutesRound,
    MinutesState,
    Observation,
    ObservationState,
    ParagraphLevel,
)
from agenda.models.outcomes import Commitment, CommitmentState, Decision, DecisionState
from agenda.models.papers import Folder, FolderState, Paper, PaperVersion
from agenda.models.polls import DatePoll, PollReminder, PollSeat, PollSlot, PollState, SlotChoice
from agenda.models.seats import Answer, AnswerSource, Invitee, MeetingReminder, MeetingSeat, Presence
from agenda.models.sessions import ItemRecord, MeetingGuest
from agenda.models.templates import MeetingTemplate
from agenda.models.themes import Theme, ThemeColour, ThemeLead
from agenda.models.workplan import (
    Indicator,
    LineState,
    MandateTheme,
    Measurement,
    Milestone,
    WorkLine,
)
from members.models.levels import PaperLevel

__all__ = [
    "AgendaDocument",
    "AgendaStep",
    "AgendaStepKind",
    "AgendaVersion",
    "Answer",
    "AnswerSource",
    "CalendarFeed",
    "CalendarReply",
    "Commitment",
    "CommitmentFile",
    "CommitmentReminder",
    "CommitmentState",
    "CommitmentStep",
    "DatePoll",
    "Decision",
    "DecisionState",
    "DeskPresence",
    "Disclosed",
    "Disclosure",
    "Folder",
    "FolderState",
    "Indicator",
    "Invitee",
    "Item",
    "ItemLane",
    "ItemPresenter",
    "ItemPurpose",
    "ItemRecord",
    "LineState",
    "Mailing",
    "MailingPurpose",
    "MandateTheme",
    "Measurement",
    "Meeting",
    "MeetingGuest",
    "MeetingKind",
    "MeetingReminder",
    "MeetingSeat",
    "MeetingSeries",
    "MeetingState",
    "MeetingTemplate",
    "Milestone",
    "Minutes",
    "MinutesDocument",
    "MinutesParagraph",
    "MinutesRound",
    "MinutesState",
    "Observation",
    "ObservationState",
    "Paper",
    "PaperLevel",
    "PaperVersion",
    "ParagraphLevel",
    "PollReminder",
    "PollSeat",
    "PollSlot",
    "PollState",
    "Presence",
    "ReplyOutcome",
    "SlotChoice",
    "StepKind",
    "StepSource",
    "Theme",
    "ThemeColour",
    "ThemeLead",
    "WorkLine",
]
