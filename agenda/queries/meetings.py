"""Reads about meetings: the list with its filters, and the facts of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from agenda.models import (
    AgendaStep,
    AgendaVersion,
    Item,
    ItemLane,
    Meeting,
    MeetingKind,
    MeetingSeat,
    MeetingSeries,
    MeetingState,
    Theme,
)
from agenda.models.seats import COUNTS_FOR_QUORUM
from mcig.access import Actor
from mcig.alphabet import alphabetical
from mcig.web.numbers import whole_number
from members.models import Organisation, name_of

# A session that goes on belongs to what comes, however late it is.
OVER = (MeetingState.HELD, MeetingState.CLOSED)


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the meetings is asked for; an unknown value of the address asks for nothing in particular."""

    past: bool = False
    kind: str = ""
    state: str = ""
    series: int | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.kind or self.state or self.series)


def read_filter(asked: dict[str, str]) -> Filter:
    """The filter that the parameters of an address ask for."""
    kind, state = asked.get("tipo", ""), asked.get("estado", "")
    return Filter(
        past=asked.get("cuando") == "anteriores",
        kind=kind if kind in MeetingKind.values else "",
        state=state if state in MeetingState.values else "",
        series=whole_number(asked.get("serie", "")),
    )


def meetings(actor: Actor, wanted: Filter) -> QuerySet[Meeting]:
    """The meetings that the actor may see: those to come, the nearest first, or the past, the last first.

    With `items_count` and `items_minutes` of the accepted items, and `agenda_number`, the newest published
    agenda.
    """
    found = Meeting.objects.visible_to(actor).select_related("series")
    today = datetime.combine(timezone.localdate(), time(), timezone.get_current_timezone())
    over = Q(state__in=OVER) | Q(starts_at__lt=today)
    over &= ~Q(state=MeetingState.IN_SESSION)
    found = found.filter(over) if wanted.past else found.exclude(over, starts_at__isnull=False)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.series:
        found = found.filter(series=wanted.series)
    order = F("starts_at").desc() if wanted.past else F("starts_at").asc(nulls_last=True)
    return found.annotate(**_totals()).order_by(order, "pk")


def _totals() -> dict[str, Coalesce | Subquery]:
    accepted = (
        Item.objects.filter(meeting=OuterRef("pk"), lane=ItemLane.ACCEPTED)
        .exclude(purpose="section")
        .order_by()
        .values("meeting")
    )
    newest = AgendaVersion.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    return {
        "items_count": Coalesce(
            Subquery(accepted.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
        ),
        "items_minutes": Coalesce(
            Subquery(accepted.annotate(n=Sum("minutes")).values("n"), output_field=IntegerField()), 0
        ),
        "agenda_number": Subquery(newest.values("number")[:1]),
    }


def visible(actor: Actor) -> QuerySet[Meeting]:
    """The meetings that the actor may see, with series, host (`host_name`), who prepares them and the
    newest step at the desk (`newest_step`, a key), and how many seats it has and how many are there
    (`seats_count`, `present_count`), whether its agenda was published and whether anything was proposed for
    it (`has_agenda`, `has_proposals`)."""
    seats = MeetingSeat.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    present = Count("pk", filter=Q(presence__in=COUNTS_FOR_QUORUM))
    steps = AgendaStep.objects.filter(meeting=OuterRef("pk")).order_by("-pk").values("pk")
    return (
        Meeting.objects.visible_to(actor)
        .select_related("series", "created_by")
        .annotate(
            host_name=name_of("host_id", actor.on),
            newest_step=Subquery(steps[:1]),
            has_agenda=Exists(AgendaVersion.objects.filter(meeting=OuterRef("pk"))),
            has_proposals=Exists(Item.objects.filter(meeting=OuterRef("pk"), proposed_by__isnull=False)),
            seats_count=Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), 0),
            present_count=Coalesce(Subquery(seats.annotate(n=present).values("n")), 0),
        )
    )


def series_choices() -> list[tuple[int, str]]:
    return list(MeetingSeries.objects.values_list("pk", "name"))


def host_choices(actor: Actor) -> list[tuple[int, str]]:
    """Every organisation with its name of today, in Spanish order."""
    named = Organisation.objects.values_list("pk", name_of("pk", actor.on))
    pairs = [(key, name) for key, name in named if name]
    return sorted(pairs, key=lambda pair: alphabetical(pair[1]))


def theme_choices(on: date, also: int | None = None) -> list[tuple[int, str]]:
    """The themes of the date by name, and the one with the key `also`, whenever it holds."""
    themes = Theme.objects.filter(Q(validity__contains=on) | Q(pk=also))
    return [(each.pk, each.words) for each in themes]


def next_meeting(actor: Actor) -> Meeting | None:
    """The nearest meeting that members know of and that is not over."""
    known = Meeting.objects.visible_to(actor).exclude(announced_at=None)
    since = timezone.now() - timedelta(hours=12)
    return (
        known.filter(starts_at__gte=since)
        .exclude(state__in=(*OVER, MeetingState.CANCELLED, MeetingState.POSTPONED))
        .order_by("starts_at")
        .first()
    )
