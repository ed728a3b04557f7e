"""Demonstration meetings: one that was held, one that is convened, one whose agenda is being built.

Every one of them is invented and says so. With `--size full` sixty more, thirty items each.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from agenda.demo_texts import AGENDAS, OTHER_TITLES, Line
from agenda.models import (
    AgendaVersion,
    Item,
    ItemLane,
    ItemPresenter,
    ItemPurpose,
    Meeting,
    MeetingKind,
    MeetingSeries,
    MeetingState,
    Theme,
)
from agenda.queries.versions import drafted
from mcig import jobs
from mcig.accounts.models import User
from mcig.demonstration.loading import Loading
from mcig.mesa.models import Mesa
from members.models import Organisation

MANY_MEETINGS = 60
MANY_ITEMS = 30
EXAMPLE = "(ejemplo)"


def load_meetings(loading: Loading) -> None:
    """What is missing of the demonstration meetings."""
    known = set(Meeting.objects.values_list("title", flat=True))
    author = User.objects.filter(email__startswith="secretaria").order_by("pk").first()
    if author is None:
        return
    series, _made = MeetingSeries.objects.get_or_create(name=f"Reuniones ordinarias {EXAMPLE}")
    for title, offset, state, lines in AGENDAS:
        if title not in known:
            made = _meeting(author, title, series, offset, state)
            _items(made, lines, loading.canary)
            if state != MeetingState.DRAFT:
                _publish(author, made)
            loading.changes += 1
    if loading.size == "full" and Meeting.objects.count() < MANY_MEETINGS:
        _many(author, series)
        loading.changes += 1


def _meeting(author: User, title: str, series: MeetingSeries, offset: int, state: str) -> Meeting:
    """A meeting at ten o'clock, `offset` days from today."""
    mesa = Mesa.objects.get()
    day = timezone.localdate() + timedelta(days=offset)
    starts = datetime.combine(day, time(10), mesa.zone)
    drafted = state == MeetingState.DRAFT
    number = Meeting.objects.filter(kind=MeetingKind.ORDINARY, year=day.year).count() + 1
    return Meeting.objects.create(
        title=title,
        series=series,
        objective="Dar seguimiento a los acuerdos y preparar el trabajo del trimestre (ejemplo).",
        starts_at=starts,
        planned_minutes=120,
        time_zone=mesa.time_zone,
        place="Embajada de Chile en México",
        host=Organisation.objects.filter(code="CL").first(),
        languages=["es"],
        quorum=13,
        proposals_until=starts - timedelta(days=7) if drafted else None,
        state=state,
        year=None if drafted else day.year,
        number=None if drafted else number,
        announced_at=None if drafted else starts - timedelta(days=21),
        convened_at=None if drafted else starts - timedelta(days=21),
        started_at=starts if state == MeetingState.HELD else None,
        ended_at=starts + timedelta(minutes=118) if state == MeetingState.HELD else None,
        created_by=author,
    )


def _items(made: Meeting, lines: list[Line], canary: str) -> None:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    organisations = {each.code: each for each in Organisation.objects.all()}
    places: dict[str, int] = {}
    for line in lines:
        places[line.lane] = places.get(line.lane, 0) + 1
        item = Item.objects.create(
            meeting=made,
            lane=line.lane,
            position=places[line.lane],
            depth=line.depth,
            purpose=line.purpose,
            title=line.title,
            minutes=line.minutes,
            theme=themes.get(line.theme),
            internal_notes=f"{line.notes} {canary}".strip() if line.notes else "",
        )
        if line.presenter in organisations:
            ItemPresenter.objects.create(item=item, organisation=organisations[line.presenter])
        elif line.presenter:
            ItemPresenter.objects.create(item=item, guest=line.presenter)


def _publish(author: User, meeting: Meeting) -> None:
    """The first version of its agenda, also of a meeting that is over and can publish none."""
    data = drafted(meeting, timezone.localdate())
    made = AgendaVersion.objects.create(meeting=meeting, number=1, data=data, published_by=author)
    jobs.defer("agenda.issue_agenda", version_id=made.pk)


def _many(author: User, series: MeetingSeries) -> None:
    """Sixty meetings in all, one a month back from today, thirty items each."""
    mesa = Mesa.objects.get()
    first = date(timezone.localdate().year - 5, 1, 15)
    missing = MANY_MEETINGS - Meeting.objects.count()
    made = Meeting.objects.bulk_create(
        Meeting(
            title=f"Reunión de trabajo {place + 1} {EXAMPLE}",
            kind=MeetingKind.WORKING_GROUP,
            series=series,
            starts_at=datetime.combine(first + timedelta(days=30 * place), time(16), UTC),
            time_zone=mesa.time_zone,
            state=MeetingState.CLOSED,
            year=(first + timedelta(days=30 * place)).year,
            number=1000 + place,
            announced_at=datetime.combine(first, time(16), UTC),
            created_by=author,
        )
        for place in range(missing)
    )
    Item.objects.bulk_create(
        Item(
            meeting=each,
            lane=ItemLane.ACCEPTED,
            position=place + 1,
            purpose=ItemPurpose.SECTION if place % 10 == 0 else ItemPurpose.DISCUSSION,
            title=OTHER_TITLES[place % len(OTHER_TITLES)],
            minutes=0 if place % 10 == 0 else 5,
        )
        for each in made
        for place in range(MANY_ITEMS)
    )
