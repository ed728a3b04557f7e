"""Themes, meetings and their items for tests, made straight in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agenda.actions.papers import add_papers
from agenda.models import AgendaVersion, Item, Meeting, MeetingSeat, MeetingState, Theme
from agenda.queries.versions import drafted
from mcig.files.actions import check
from members.models import Organisation, Seat, SeatKind
from tests.support.cast import SINCE_2018, TODAY, Cast
from tests.support.files import pdf, upload

STARTS = datetime(2024, 4, 9, 16, 0, tzinfo=UTC)  # 10:00 in Mexico City


def theme(
    slug: str = "cuidados", name: str = "Sistema nacional o integral de cuidados", **more: Any
) -> Theme:
    return Theme.objects.create(slug=slug, name=name, validity=SINCE_2018, **more)


def meeting(cast: Cast, title: str = "Reunión ordinaria de abril", **more: Any) -> Meeting:
    """A draft that only secretariat and presidency see."""
    return Meeting.objects.create(
        title=title,
        time_zone=cast.mesa.time_zone,
        created_by=cast.secretary,
        **{"starts_at": STARTS, "place": "Embajada de Chile en México"} | more,
    )


def convened(cast: Cast, title: str = "Reunión ordinaria de abril", number: int = 1, **more: Any) -> Meeting:
    """A meeting that every member knows of, with a row for the seat of Alemania, Chile and Francia."""
    made = meeting(
        cast,
        title,
        **{
            "state": MeetingState.CONVENED,
            "year": 2024,
            "number": number,
            "announced_at": timezone.now(),
            "convened_at": timezone.now(),
        }
        | more,
    )
    for member in (cast.germany, cast.chile, cast.france):
        MeetingSeat.objects.create(meeting=made, seat=seat_of(member))
    return made


def item(of: Meeting, title: str, *, minutes: int = 15, **more: Any) -> Item:
    """An item at the end of its lane."""
    lane = more.get("lane", "accepted")
    last = of.items.filter(lane=lane).count()
    return Item.objects.create(meeting=of, title=title, minutes=minutes, position=last + 1, **more)


def section(of: Meeting, title: str) -> Item:
    """A section at the end of the agenda."""
    return item(of, title, minutes=0, purpose="section")


def published(of: Meeting, cast: Cast) -> AgendaVersion:
    """The newest version of the agenda, made straight in the database: a draft stays unseen."""
    newest = of.agenda_versions.first()
    if newest is not None:
        return newest
    data = drafted(of, TODAY)
    return AgendaVersion.objects.create(meeting=of, number=1, data=data, published_by=cast.secretary)


def paper_of(of: Meeting, cast: Cast) -> int:
    """The key of a paper of the meeting that members may read."""
    found = of.papers.first()
    if found is None:
        file = check(upload("nota.pdf", pdf()))
        (found,) = add_papers(actor=cast.actor("secretary"), meeting=of, files=[file], level="members")
    return found.pk


def seat_of(organisation: Organisation, kind: SeatKind = SeatKind.PRINCIPAL) -> Seat:
    return Seat.objects.get(organisation=organisation, kind=kind)


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name` of meetings: of a convened one, and of a draft, each with an item."""
    if name in {"meeting-list", "meeting-create"}:
        return [("", reverse(name))]
    if name == "meeting-export":
        return [("(csv)", reverse(name, args=["csv"]))]
    known = Meeting.objects.exclude(announced_at=None).first() or convened(cast)
    draft = Meeting.objects.filter(announced_at=None).first() or meeting(cast, "Borrador de mayo")
    found = []
    for label, each in (("(convened)", known), ("(draft)", draft)):
        kwargs: dict[str, Any] = {"pk": each.pk}
        if name.startswith("item-"):
            kwargs["item"] = (each.items.first() or item(each, "Bienvenida")).pk
        if name in {"agenda-version", "agenda-document", "agenda-announce"}:
            kwargs["number"] = published(each, cast).number
        if name.startswith("paper-"):
            kwargs["paper"] = paper_of(each, cast)
        if name == "meeting-disclose":
            kwargs["part"] = "event"
        if name == "paper-file":
            kwargs["number"] = 1
        if name == "agenda-document":
            kwargs["language"] = "es"
        found.append((label, reverse(name, kwargs=kwargs)))
    return found
