"""The chapters of a theme's memory that the agenda itself keeps: items, decisions, commitments, work."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.memory import SHOWN, Asked, Chapter, Remembered, memory_of, register_memory
from agenda.models import (
    Commitment,
    Decision,
    Item,
    ItemLane,
    ItemPurpose,
    Meeting,
    MeetingState,
    Paper,
    WorkLine,
)
from agenda.models.meetings import READS_DRAFTS
from agenda.queries.commitments import named
from members.templatetags.periods import period

HELD = (MeetingState.HELD, MeetingState.CLOSED)
__all__ = ["Asked", "memory_of"]

EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
LATEST = datetime(9999, 12, 30, tzinfo=UTC)


def begins(day: date) -> datetime:
    """The first moment of a day on the mesa's clock; the ends of the calendar stay within it."""
    if day <= EARLIEST.date():
        return EARLIEST
    if day >= LATEST.date():
        return LATEST
    return datetime.combine(day, time(), timezone.get_current_timezone())


@register_memory(10)
def items(asked: Asked) -> Chapter:
    """Items of meetings. Who reads no drafts finds those of meetings that were held."""
    found = Item.objects.filter(
        theme=asked.theme,
        lane=ItemLane.ACCEPTED,
        meeting__in=Meeting.objects.visible_to(asked.actor),
    ).exclude(purpose=ItemPurpose.SECTION)
    rows = _of_meetings(asked, found)
    return _chapter("puntos", _("Puntos del orden del día"), rows, _of_meeting)


def _of_meetings(asked: Asked, found: Any) -> Any:
    """Items or papers of the term that is asked for and at the reader's level, the newest meeting first."""
    if not asked.actor.holds(*READS_DRAFTS):
        found = found.filter(meeting__state__in=HELD)
    if asked.term:
        found = found.filter(
            meeting__starts_at__gte=begins(asked.first), meeting__starts_at__lt=begins(asked.until)
        )
    return found.select_related("meeting").order_by("-meeting__starts_at", "position")


def _of_meeting(each: Item | Paper) -> Remembered:
    starts_at = each.meeting.starts_at
    return Remembered(
        title=each.title,
        on=timezone.localdate(starts_at) if starts_at else None,
        address=each.meeting.get_absolute_url(),
        note=each.meeting.title,
    )


@register_memory(20)
def decisions(asked: Asked) -> Chapter:
    found = Decision.objects.visible_to(asked.actor).registered().filter(theme=asked.theme)
    if asked.term:
        found = found.filter(taken_on__gte=asked.first, taken_on__lt=asked.until)
    rows = found.order_by("-taken_on", "-number")
    return _chapter("acuerdos", _("Acuerdos"), rows, _decision)


def _decision(decision: Decision) -> Remembered:
    return Remembered(
        title=f"{decision.label} · {decision.text}",
        on=decision.taken_on,
        address=decision.get_absolute_url(),
        note=str(decision.get_state_display()),
    )


@register_memory(30)
def commitments(asked: Asked) -> Chapter:
    found = Commitment.objects.visible_to(asked.actor).registered().filter(theme=asked.theme)
    if asked.term:
        created = Q(created_at__gte=begins(asked.first), created_at__lt=begins(asked.until))
        begun = Q(start_on__gte=asked.first, start_on__lt=asked.until)
        found = found.filter(begun | Q(start_on=None) & created)
    rows = named(found, asked.actor.on).order_by("-year", "-number")
    return _chapter("compromisos", _("Compromisos"), rows, lambda each: _commitment(each, asked.actor.on))


def _commitment(commitment: Commitment, on: date) -> Remembered:
    state = _("vencido") if commitment.is_overdue(on) else str(commitment.get_state_display())
    return Remembered(
        title=f"{commitment.label} · {commitment.text}",
        on=commitment.start_on or timezone.localdate(commitment.created_at),
        address=commitment.get_absolute_url(),
        note=f"{commitment.owner_name} · {state}",
    )


@register_memory(35)
def papers(asked: Asked) -> Chapter:
    """Papers of the items of the theme, of the meetings that were held and at the reader's level."""
    about = Item.objects.filter(theme=asked.theme, lane=ItemLane.ACCEPTED)
    rows = _of_meetings(asked, Paper.objects.visible_to(asked.actor).filter(item__in=about))
    return _chapter("documentos", _("Documentos"), rows, _of_meeting)


@register_memory(40)
def work(asked: Asked) -> Chapter:
    found = WorkLine.objects.filter(theme=asked.theme)
    if asked.term:
        found = found.filter(
            Q(mandate__validity__endswith__gt=asked.first) | Q(mandate__validity__upper_inf=True),
            mandate__validity__startswith__lt=asked.until,
        )
    rows = found.select_related("mandate").order_by("-mandate__validity", "position", "pk")

    def line(each: WorkLine) -> Remembered:
        return Remembered(
            title=each.title,
            address=each.get_absolute_url(),
            note=f"{period(each.mandate.validity)} · {each.get_state_display()}",
        )

    return _chapter("trabajo", _("Plan de trabajo"), rows, line)


def _chapter(slug: str, title: str, rows: Any, tell: Any) -> Chapter:
    """The newest of the rows, in words, and how many there are: counted only when some are left out."""
    shown = list(rows[: SHOWN + 1])
    total = len(shown) if len(shown) <= SHOWN else rows.count()
    return Chapter(slug, title, tuple(tell(each) for each in shown[:SHOWN]), total)
