"""What of the agenda waits for somebody today: one read of the commitments, one of the meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from agenda.models import (
    AgendaVersion,
    Answer,
    Commitment,
    Item,
    ItemLane,
    Meeting,
    MeetingSeat,
    Paper,
)
from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.models.seats import STANDING
from agenda.queries.commitments import SOONEST_FIRST, named, own_organisations
from agenda.rules.meeting import EDITABLE, MAX_MINUTES, TO_CONVENE, Phase
from mcig.access import Actor, Role
from members.models.levels import levels_of


@dataclass(frozen=True, slots=True)
class OpenCommitments:
    """Those that the actor's organisations owe, those overdue, and those that ask for more time.

    Each the nearest due date first; the last two are empty for whoever does not follow them up.
    """

    own: list[Commitment]
    overdue: list[Commitment]
    asking: list[Commitment]


def open_commitments(actor: Actor, most: int) -> OpenCommitments:
    """The open commitments that wait for the actor, at most so many of each kind. One query."""
    is_open = named(Commitment.objects.registered().open(), actor.on)
    owned = is_open.filter(owner__organisation__in=own_organisations(actor))
    overdue = is_open.filter(due_on__lt=actor.on) if actor.holds(*WRITES) else is_open.none()
    asking = is_open.exclude(asked_due_on=None) if actor.holds(Role.SECRETARIAT) else is_open.none()
    parts = [
        found.annotate(kind=Value(kind)).order_by(*SOONEST_FIRST)[:most]
        for kind, found in (("own", owned), ("overdue", overdue), ("asking", asking))
    ]
    found: dict[str, list[Commitment]] = {"own": [], "overdue": [], "asking": []}
    for each in parts[0].union(*parts[1:], all=True):
        found[each.kind].append(each)
    return OpenCommitments(**{kind: sorted(each, key=_soonest) for kind, each in found.items()})


def _soonest(commitment: Commitment) -> tuple[bool, object, str]:
    return (commitment.due_on is None, commitment.due_on, commitment.label)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Those in session, the next one, others whose answer is missing, those held without minutes, those for
    which somebody proposed what nobody has placed yet, with how many as `proposals`, and those to convene.

    The last three are empty for whoever prepares no meetings. Each carries `own_answer`, what the actor's
    seat has answered for its date (None without a seat), and `new_papers`, how many papers that the actor
    reads came after the newest published agenda.
    """

    running: list[Meeting]
    next: Meeting | None
    unanswered: list[Meeting]
    unwritten: list[Meeting]
    proposed: list[Meeting]
    prepared: list[Meeting]


def meetings(actor: Actor) -> Meetings:
    """The meetings that need the actor now. One query."""
    now = timezone.now()
    ahead = Q(state=Phase.CONVENED, starts_at__gt=now - timedelta(minutes=MAX_MINUTES))
    unfinished = Q(state=Phase.HELD, minutes_record=None) | Q(state__in=EDITABLE, proposals__gt=0)
    prepares = Q(state__in=TO_CONVENE) | unfinished
    visible = Meeting.objects.visible_to(actor).annotate(proposals=_unplaced(actor))
    wanted = visible.filter(
        Q(state=Phase.IN_SESSION) | ahead | (prepares if actor.holds(*WRITES) else Q(pk__in=[]))
    )
    found = list(_annotated(actor, wanted).order_by("starts_at", "pk"))
    coming = [each for each in found if each.state == Phase.CONVENED and each.ends_at and each.ends_at > now]
    return Meetings(
        running=[each for each in found if each.state == Phase.IN_SESSION],
        next=coming[0] if coming else None,
        unanswered=[each for each in coming[1:] if each.own_answer == Answer.NONE],  # type: ignore[attr-defined]
        unwritten=[each for each in found if each.state == Phase.HELD],
        proposed=[each for each in found if each.state in EDITABLE and each.proposals],  # type: ignore[attr-defined]
        prepared=[each for each in found if each.state in TO_CONVENE],
    )


def _unplaced(actor: Actor) -> Combinable:
    """How many proposals of a meeting wait for who prepares it; for everybody else there are none."""
    if not actor.holds(*WRITES):
        return Value(0)
    items = Item.objects.filter(meeting=OuterRef("pk"), lane=ItemLane.PROPOSED).order_by()
    return Coalesce(Subquery(items.values("meeting").annotate(number=Count("pk")).values("number")), 0)


def _annotated(actor: Actor, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    own = (
        MeetingSeat.objects.filter(meeting=OuterRef("pk"), seat__organisation__in=actor.organisations)
        .order_by("pk")
        .values(standing=Case(When(STANDING, then=F("answer")), default=Value(Answer.NONE)))
    )
    newest = AgendaVersion.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    return meetings.annotate(
        own_answer=Subquery(own[:1], output_field=CharField()),
        published_at=Subquery(newest.values("published_at")[:1]),
    ).annotate(new_papers=Coalesce(Subquery(_papers_since(actor)), 0))


def _papers_since(actor: Actor) -> QuerySet[Any, Any]:
    """How many papers came after the publication; who reads no drafts knows only the published items."""
    found = Paper.objects.filter(
        meeting=OuterRef("pk"),
        level__in=levels_of(actor),
        removed_at=None,
        versions__stored__uploaded_at__gt=OuterRef("published_at"),
    )
    if not actor.holds(*READS_DRAFTS):
        key = JSONObject(key=OuterRef("item_id"))
        published = AgendaVersion.objects.filter(
            meeting=OuterRef("meeting_id"),
            published_at=OuterRef(OuterRef("published_at")),
            data__items__contains=Func(key, function="jsonb_build_array", output_field=JSONField()),
        )
        found = found.filter(Q(item=None) | Exists(published))
    return found.order_by().values("meeting").annotate(n=Count("pk", distinct=True)).values("n")
