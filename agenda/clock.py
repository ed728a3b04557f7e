"""When a meeting is, in words, on its own clock and with the name of its time zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from agenda.models import Meeting
from mcig.mesa.clock import moment_words, zone_words


def zone_of(meeting: Meeting) -> ZoneInfo:
    return ZoneInfo(meeting.time_zone)


def when_words(meeting: Meeting) -> str:
    """«9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)»."""
    if meeting.starts_at is None:
        return _("Sin fecha todavía")
    return span_words(meeting.starts_at, meeting.planned_minutes, zone_of(meeting))


def span_words(starts_at: datetime, minutes: int, zone: ZoneInfo, *, day: str = "DATE_FORMAT") -> str:
    """From when to when, on the clock of `zone` and with its name; `day` is the format of the day."""
    with timezone.override(zone):
        begins, ends = (
            timezone.localtime(starts_at),
            timezone.localtime(starts_at + timedelta(minutes=minutes)),
        )
        if begins.date() != ends.date():
            return f"{moment_words(begins)} – {moment_words(ends)}"
        words = _("%(day)s, de %(begins)s a %(ends)s") % {
            "day": date_format(begins, day),
            "begins": time_format(begins.time(), "H:i"),
            "ends": time_format(ends.time(), "H:i"),
        }
        return f"{words} ({zone_words()})"


def moment_of(meeting: Meeting, moment: datetime) -> str:
    """A moment on the clock of the meeting, with the name of its zone."""
    with timezone.override(zone_of(meeting)):
        return moment_words(moment)
