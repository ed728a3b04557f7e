"""Papers of a meeting: add, replace, describe, order and remove them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions.meetings import lock_meeting
from agenda.models import Item, Meeting, Paper, PaperLevel, PaperVersion
from agenda.notices import papers as notices
from agenda.queries.versions import published_keys
from agenda.rules.papers import PAPER_TITLE_LENGTH, check_paper_room, check_paper_title
from mcig.access import Actor, Role
from mcig.files.actions import Checked, accept
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models.levels import OF_MEMBERS


@transaction.atomic
def add_papers(
    *,
    actor: Actor,
    meeting: Meeting,
    files: Sequence[Checked],
    level: str,
    item: int | None = None,
    title: str = "",
) -> list[Paper]:
    """Add files as papers of an item (a key) or of the meeting, at the end, and return them.

    `title` names a single one; several are called as their files. Members who want such news are told of what
    they may read now. Raises `Broken` when the meeting takes no more, for an item of another meeting, and for
    a level that is not the actor's to give.
    """
    locked = lock_meeting(actor, meeting.pk)
    found = _item(locked, item)
    _check_level(actor, level)
    titles = [title] if title and len(files) == 1 else [title_of(file) for file in files]
    for called in titles:
        check_paper_title(called)
    made = keep_papers(actor, locked, list(zip(titles, files, strict=True)), level=level, item=found)
    if locked.announced_at and level in OF_MEMBERS and _is_known(locked, found):
        notices.added(locked, made)
    return made


def title_of(file: Checked) -> str:
    """What a paper is called when nobody says so: as its file, without the ending."""
    return file.name.rpartition(".")[0][:PAPER_TITLE_LENGTH]


def keep_papers(
    actor: Actor, meeting: Meeting, titled: Sequence[tuple[str, Checked]], *, level: str, item: Item | None
) -> list[Paper]:
    """Keep files, each with its title, as the last papers of a locked meeting.

    Raises `Broken` when it takes no more.
    """
    stored = list(meeting.papers.filter(removed_at=None))
    check_paper_room(len(stored), len(titled))
    last = max((paper.position for paper in stored), default=0)
    made = []
    for place, (title, file) in enumerate(titled, start=last + 1):
        paper = Paper.objects.create(
            meeting=meeting, item=item, title=title.strip(), level=level, position=place
        )
        _keep_version(actor, paper, file)
        made.append(paper)
    return made


@transaction.atomic
def change_paper(
    *,
    actor: Actor,
    paper: Paper,
    version: int,
    title: str,
    level: str,
    item: int | None,
    file: Checked | None = None,
) -> Paper:
    """Describe a paper anew and, with a `file`, replace it by a new version; the earlier ones stay.

    Raises `Stale`; `Broken` as `add_papers`.
    """
    locked = _locked(actor, paper)
    require_same(seen=version, stored=locked.version)
    check_paper_title(title)
    _check_level(actor, level)
    locked.title, locked.level, locked.item = title.strip(), level, _item(locked.meeting, item)
    locked.version += 1
    locked.save()
    if file is not None:
        _keep_version(actor, locked, file)
    return locked


@transaction.atomic
def remove_paper(*, actor: Actor, paper: Paper) -> Paper:
    """Take a paper away from everybody; its row, its files and its history stay."""
    locked = _locked(actor, paper)
    locked.removed_at = timezone.now()
    locked.version += 1
    locked.save()
    return locked


@transaction.atomic
def shift_paper(*, actor: Actor, paper: Paper, up: bool) -> Paper:
    """Move a paper before or behind its neighbour. Raises `Broken` at the end of the list."""
    locked = _locked(actor, paper)
    papers = list(locked.meeting.papers.filter(removed_at=None).order_by("position", "pk"))
    place = papers.index(locked)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(papers):
        raise Broken(_("Ya está en el extremo de la lista."))
    papers[place], papers[other] = papers[other], papers[place]
    for position, each in enumerate(papers, start=1):
        each.position = position
    Paper.objects.bulk_update(papers, ["position"])
    return locked


def _is_known(meeting: Meeting, item: Item | None) -> bool:
    """Whether members know the item: from the agenda that was published last."""
    return item is None or item.pk in published_keys(meeting)


def _locked(actor: Actor, paper: Paper) -> Paper:
    lock_meeting(actor, paper.meeting_id)
    return Paper.objects.select_related("meeting").get(pk=paper.pk)


def _item(meeting: Meeting, key: int | None) -> Item | None:
    if key is None:
        return None
    found = meeting.items.filter(pk=key).first()
    if found is None:
        raise Broken(_("Ese punto ya no está en este orden del día. Actualice la página."), "item")
    return found


def _check_level(actor: Actor, level: str) -> None:
    if level not in PaperLevel.values:
        raise Broken(_("Elija quién lee el documento."), "level")
    if level == PaperLevel.SECRETARIAT and not actor.holds(Role.SECRETARIAT):
        raise Broken(_("Un documento solo de la secretaría técnica lo carga la secretaría técnica."), "level")


def _keep_version(actor: Actor, paper: Paper, file: Checked) -> PaperVersion:
    """Keep a file as the newest version of a paper."""
    number = paper.versions.count() + 1
    return PaperVersion.objects.create(paper=paper, number=number, stored=accept(actor=actor, upload=file))
