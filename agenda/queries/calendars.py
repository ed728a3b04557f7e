"""Meetings as calendar entries, and what a feed shows to its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda.clock import when_words
from agenda.formats.entries import Entry, Method, Party, Status, scheduling_message
from agenda.models import AgendaVersion, CalendarFeed, Meeting, MeetingKind, Theme
from agenda.rules.meeting import Phase
from mcig.access import Actor
from mcig.mesa.middleware import request_mesa
from mcig.mesa.models import Mesa

# How far back a feed goes: a calendar is no archive.
LISTED = 500
OFF = (Phase.CANCELLED, Phase.POSTPONED)


def name_words(meeting: Meeting) -> str:
    """«Reunión ordinaria 3 de 2026»; without its number before it is convened."""
    kind = capfirst(str(MeetingKind(meeting.kind).label))
    if meeting.number is None:
        return kind
    return _("%(kind)s %(number)d de %(year)d") % {
        "kind": kind,
        "number": meeting.number,
        "year": meeting.year or 0,
    }


def page_of(meeting: Meeting) -> str:
    """The complete address of the meeting's page."""
    return f"{settings.PUBLIC_URL}{meeting.get_absolute_url()}"


def organizer() -> Party:
    """Who convenes, and where calendars send their replies."""
    mesa = request_mesa()
    name = _("Secretaría técnica")
    return Party(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], f"{name} · {mesa.acronym}" if mesa else name)


def entry_of(meeting: Meeting, *, revised_at: datetime, answering: str = "") -> Entry:
    """The meeting in the reader's language; `answering` says how an invited person answers.

    The meeting has its date.
    """
    assert meeting.starts_at is not None
    mesa = request_mesa()
    off = meeting.state in OFF
    return Entry(
        uid=meeting.calendar_uid,
        sequence=meeting.calendar_sequence,
        status=_status(meeting),
        starts_at=meeting.starts_at,
        minutes=meeting.planned_minutes,
        time_zone=meeting.time_zone,
        summary=_summary(meeting, mesa.acronym if mesa else ""),
        description=_description(meeting, answering),
        location=" · ".join(each for each in (meeting.place, meeting.link) if each),
        url=page_of(meeting),
        revised_at=revised_at,
        comment=meeting.state_note if off else "",
    )


def method_of(meeting: Meeting) -> Method:
    """What an invitation asks of a calendar now: to hold the meeting, or to drop one that was called off."""
    return Method.CANCEL if meeting.state in OFF else Method.REQUEST


def invitation_of(meeting: Meeting, party: Party, language: str) -> bytes:
    """The meeting as a message to the calendar of one person, in the reader's language, named `language`."""
    now = timezone.now()
    method = method_of(meeting)
    answering = _(
        "Responda con los botones de su calendario, con el enlace personal del mensaje o con su cuenta."
    )
    return scheduling_message(
        entry_of(meeting, revised_at=now, answering="" if method is Method.CANCEL else answering),
        method,
        organizer=organizer(),
        attendee=party,
        language=language,
        written_at=now,
    )


def _status(meeting: Meeting) -> Status:
    if meeting.state in OFF:
        return Status.CANCELLED
    return Status.TENTATIVE if meeting.is_draft else Status.CONFIRMED


def _summary(meeting: Meeting, acronym: str) -> str:
    words = f"{acronym}: {meeting.title}" if acronym else meeting.title
    if meeting.state == Phase.POSTPONED:
        return _("Aplazada: %(title)s") % {"title": words}
    if meeting.state == Phase.CANCELLED:
        return _("Cancelada: %(title)s") % {"title": words}
    return words


def _description(meeting: Meeting, answering: str) -> str:
    lines = [name_words(meeting), when_words(meeting)]
    if meeting.state in OFF and meeting.state_note:
        lines.append(_("Motivo: %(reason)s") % {"reason": meeting.state_note})
    if meeting.link:
        lines.append(_("Conexión: %(link)s") % {"link": meeting.link})
    lines.append(_("Orden del día y documentos: %(page)s") % {"page": page_of(meeting)})
    return "\n".join([*lines, answering] if answering else lines)


def newest_agenda(meeting: Meeting) -> AgendaVersion | None:
    """The newest published agenda, without its contents."""
    return meeting.agenda_versions.defer("data", "changes").order_by("-number").first()


def feed_name(mesa: Mesa | None, theme: Theme | None) -> str:
    """What a subscribed calendar is called, in the reader's language."""
    acronym = mesa.acronym if mesa else ""
    words = [acronym, theme.words if theme else _("reuniones")]
    return " · ".join(each for each in words if each)


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """A calendar to subscribe to: of all meetings (no theme) or of a theme; `feed` when it has an address."""

    theme: Theme | None
    feed: CalendarFeed | None


def offered_themes() -> QuerySet[Theme]:
    """The themes of today."""
    return Theme.objects.on(timezone.localdate())


def feed_choices(actor: Actor) -> list[FeedChoice]:
    """The calendar of all meetings, one for each theme of today, and past themes whose address is open."""
    opened = {
        each.theme_id: each
        for each in CalendarFeed.objects.filter(user=actor.account, revoked_at=None).select_related("theme")
    }
    themes = list(offered_themes())
    known = {theme.pk for theme in themes}
    themes += [each.theme for key, each in opened.items() if each.theme and key not in known]
    return [
        FeedChoice(None, opened.get(None)),
        *(FeedChoice(theme, opened.get(theme.pk)) for theme in themes),
    ]


def listed_for(actor: Actor, theme: Theme | None = None) -> list[Entry]:
    """What a feed shows: the announced meetings with a date that the actor may see, never a draft nobody
    knows of; with a theme, those whose published agenda has an item about it.

    Two queries.
    """
    events = Meeting.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"))  # type: ignore[attr-defined]
    revised = Subquery(events.order_by("-pgh_id").values("pgh_created_at")[:1], output_field=DateTimeField())
    found = (
        Meeting.objects.visible_to(actor)
        .exclude(announced_at=None)
        .exclude(starts_at=None)
        .annotate(revised_at=revised)
        .order_by("-starts_at", "-pk")
    )
    if theme is not None:
        found = found.filter(pk__in=_about(theme))
    return [
        entry_of(each, revised_at=each.revised_at)  # type: ignore[attr-defined]
        for each in found[:LISTED]
    ]


def _about(theme: Theme) -> QuerySet[AgendaVersion, int]:
    """The keys of the meetings whose newest published agenda names the theme."""
    newest = AgendaVersion.objects.filter(meeting=OuterRef("meeting")).order_by("-number").values("pk")[:1]
    return AgendaVersion.objects.filter(
        pk=Subquery(newest), data__items__contains=[{"theme": {"es": theme.name}}]
    ).values_list("meeting", flat=True)
