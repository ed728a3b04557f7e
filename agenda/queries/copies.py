"""Reads for meetings that are made from others: templates, meetings at the same time, what was left over."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Item, ItemLane, Meeting, MeetingState, MeetingTemplate
from agenda.rules.copies import Line, falls_on_weekend
from agenda.rules.holidays import holiday

OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


def template_choices() -> list[tuple[int, str]]:
    return list(MeetingTemplate.objects.values_list("pk", "name"))


def lines_of(meeting: Meeting) -> list[Line]:
    """The sections and items of the agenda of a meeting, in order."""
    accepted = meeting.items.filter(lane=ItemLane.ACCEPTED).order_by("position")
    return [Line(each.title, each.purpose, each.minutes, each.depth) for each in accepted]


def at_the_same_time(starts_at: datetime, minutes: int, *, besides: int | None = None) -> QuerySet[Meeting]:
    """The meetings that overlap with the time, but for the one with the key `besides`."""
    ends = ExpressionWrapper(
        F("starts_at") + F("planned_minutes") * Value(timedelta(minutes=1)), output_field=DateTimeField()
    )
    found = Meeting.objects.annotate(planned_end=ends).exclude(state__in=OFF).exclude(pk=besides or 0)
    until = starts_at + timedelta(minutes=minutes)
    return found.filter(starts_at__lt=until, planned_end__gt=starts_at).order_by("starts_at", "pk")


def date_notes(
    starts_at: datetime, zone: ZoneInfo, minutes: int, *, country: str, besides: int | None = None
) -> list[str]:
    """What speaks against the time, as sentences: a weekend or a holiday of the country on the clock of
    `zone`, and other meetings but for the one with the key `besides`. One query."""
    local = timezone.localtime(starts_at, zone)
    rest = holiday(local.date(), country)
    notes = (
        _("Cae en fin de semana.") if falls_on_weekend(local) else "",
        _("Es día de descanso obligatorio: %(name)s.") % {"name": rest} if rest else "",
        _overlap_words(starts_at, minutes, besides),
    )
    return [each for each in notes if each]


def _overlap_words(starts_at: datetime, minutes: int, besides: int | None) -> str:
    titles = at_the_same_time(starts_at, minutes, besides=besides).values_list("title", flat=True)[:3]
    named = ", ".join(f"«{title}»" for title in titles)
    return _("A esa hora hay otra reunión de la mesa: %(titles)s.") % {"titles": named} if named else ""


def left_over(meeting: Meeting) -> QuerySet[Item]:
    """What earlier meetings left for the next one, and no meeting has taken up yet, the oldest first.

    Of the same series, or without one of the same kind.
    """
    found = Item.objects.filter(lane=ItemLane.NEXT, carried_to=None).exclude(meeting=meeting)
    if meeting.series_id is not None:
        found = found.filter(meeting__series=meeting.series_id)
    else:
        found = found.filter(meeting__kind=meeting.kind)
    if meeting.starts_at is not None:
        found = found.filter(meeting__starts_at__lt=meeting.starts_at)
    return found.select_related("meeting").order_by("meeting__starts_at", "meeting", "position", "pk")
