"""The plain values of a record of minutes, in the reader's words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from agenda.models import CommitmentState, MeetingKind, Observation, ParagraphLevel, Presence
from agenda.queries.minutes import Observations
from agenda.rules.minutes import Paragraph, Record
from mcig.mesa.clock import zone_words
from members.models import MandateRole

register = template.Library()


@register.filter
def voice(paragraph: Paragraph) -> str:
    """Who speaks, as far as it is told; empty when nobody does."""
    if paragraph.organisation and paragraph.speaker:
        return f"{paragraph.organisation} ({paragraph.speaker})"
    if paragraph.organisation or paragraph.speaker:
        return paragraph.organisation or paragraph.speaker
    somebody = {"organisation": _("Una representación"), "person": _("Una persona participante")}
    return somebody.get(paragraph.somebody, "")


@register.filter
def iso_day(text: str) -> str:
    """A date in words."""
    return date_format(date.fromisoformat(text[:10])) if text else ""


@register.filter
def session_day(record: Record) -> str:
    """The day of the session on the clock of its place."""
    begun = _local(record.started_at, record)
    return date_format(begun.date()) if begun else ""


@register.filter
def session_hours(record: Record) -> str:
    """«10:05 – 12:10 (hora de la Ciudad de México)»."""
    begun, over = _local(record.started_at, record), _local(record.ended_at, record)
    if begun is None:
        return ""
    with timezone.override(ZoneInfo(record.time_zone)):
        ends = f" – {time_format(over.time(), 'H:i')}" if over else ""
        return f"{time_format(begun.time(), 'H:i')}{ends} ({zone_words()})"


def _local(text: str, record: Record) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(ZoneInfo(record.time_zone)) if text else None


@register.filter
def presence_words(value: str) -> str:
    return str(Presence(value).label).capitalize()


@register.filter
def commitment_words(value: str) -> str:
    return str(CommitmentState(value).label).capitalize()


@register.filter
def kind_words(value: str) -> str:
    return str(MeetingKind(value).label).capitalize()


@register.filter
def level_words(value: str) -> str:
    return str(ParagraphLevel(value).label) if value else ""


@register.filter
def office_words(value: str) -> str:
    return str(MandateRole(value).label).capitalize()


@register.filter
def about(found: Observations, key: str) -> list[Observation]:
    """The observations about the paragraph of this key; under an empty key those about the whole."""
    return found.by_key.get(key, [])
