"""Papers of a meeting as somebody reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONArray, JSONObject
from django.urls import reverse

from agenda.models import AgendaVersion, Folder, Meeting, Paper, PaperLevel, PaperVersion
from agenda.models.meetings import READS_DRAFTS
from agenda.queries.desk import board_rows
from agenda.queries.versions import newest, published_keys
from mcig.access import Actor
from mcig.files.listing import FileRow, row
from members.models.levels import levels_of


def readable(actor: Actor, meeting: Meeting) -> QuerySet[Paper]:
    """The papers that the actor reads, in order, with their newest file first among `versions`.

    Who does not read drafts knows an item from the newest published agenda; a paper of any other item is
    not there for them.
    """
    found = Paper.objects.visible_to(actor).filter(meeting=meeting)
    if not actor.holds(*READS_DRAFTS):
        found = found.filter(Q(item=None) | Q(item__in=published_keys(meeting)))
    files = PaperVersion.objects.select_related("stored").order_by("-number")
    return (
        found.select_related("item").prefetch_related(Prefetch("versions", files)).order_by("position", "pk")
    )


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The papers of an item; those of the meeting as a whole have an empty heading."""

    heading: str
    files: list[FileRow]


def known_papers(actor: Actor, papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Those of the papers, whatever their meeting, whose item the actor knows."""
    if actor.holds(*READS_DRAFTS):
        return papers
    versions = AgendaVersion.objects.filter(meeting=OuterRef("meeting")).order_by("-number")
    published = Subquery(versions.values("data__items")[:1])
    named = JSONArray(JSONObject(key="item_id"))
    return papers.annotate(published=published).filter(Q(item=None) | Q(published__contains=named))


def grouped(meeting: Meeting, papers: list[Paper]) -> list[PaperGroup]:
    """Papers by item, the meeting's own first, in the order of the papers."""
    groups: dict[str, list[FileRow]] = {}
    for paper in sorted(papers, key=lambda each: each.item_id is not None):
        heading = paper.item.title if paper.item else ""
        groups.setdefault(heading, []).append(file_row(meeting, paper))
    return [PaperGroup(heading, files) for heading, files in groups.items()]


def file_row(meeting: Meeting, paper: Paper) -> FileRow:
    newest_file = paper.versions.all()[0]
    url = reverse("paper-file", args=[meeting.pk, paper.pk, newest_file.number])
    return row(newest_file.stored, url=url, title=paper.title)


def audience_of(actor: Actor) -> PaperLevel:
    """Whose folder the actor reads: the narrowest level that is theirs."""
    return levels_of(actor)[0]


def folder_papers(meeting: Meeting, audience: str) -> list[Paper]:
    """The papers that the readers of an audience find in their folder, item by published item."""
    levels = list(PaperLevel)[list(PaperLevel).index(PaperLevel(audience)) :]
    files = PaperVersion.objects.select_related("stored").order_by("-number")
    found = meeting.papers.filter(removed_at=None, level__in=levels).select_related("item")
    return _in_folder(meeting, found.prefetch_related(Prefetch("versions", files)))


def _in_folder(meeting: Meeting, papers: Iterable[Paper]) -> list[Paper]:
    """Those of the meeting and of published items, in the order of the published agenda."""
    order = {key: place for place, key in enumerate(published_keys(meeting))}
    known = [each for each in papers if each.item_id is None or each.item_id in order]
    return sorted(known, key=lambda each: (order.get(each.item_id or 0, -1), each.position, each.pk))


def fingerprint(meeting: Meeting, papers: Iterable[Paper]) -> str:
    """Of what a folder of these papers is made: the published agenda, each file, its title and place."""
    version = newest(meeting)
    parts = [str(version.number if version else 0)]
    parts += [
        f"{paper.pk}:{paper.versions.all()[0].number}:{paper.title}:{paper.item_id}" for paper in papers
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def current_folder(
    meeting: Meeting, audience: str, language: str, readable: Iterable[Paper] | None = None
) -> Folder | None:
    """The last folder asked for by this audience in this language, while it is still of what there is.

    `readable` are the papers that the audience reads, where they are at hand.
    """
    last = meeting.folders.filter(audience=audience, language=language).first()
    if last is None:
        return None
    papers = folder_papers(meeting, audience) if readable is None else _in_folder(meeting, readable)
    return last if last.fingerprint == fingerprint(meeting, papers) else None


def item_choices(meeting: Meeting) -> list[tuple[int, str]]:
    """The items of the agenda to which a paper may belong, with their number."""
    items = list(meeting.items.filter(lane="accepted").exclude(purpose="section").order_by("position"))
    return [(each.item.pk, f"{each.number} {each.item.title}") for each in board_rows(meeting, items)]
