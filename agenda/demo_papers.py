"""Papers of a full demonstration: two thousand in all, so that lists, folders and copies are tried."""

from __future__ import annotations

from itertools import cycle, islice

from django.utils import timezone

from agenda.models import Item, ItemPurpose, Meeting, Paper, PaperLevel, PaperVersion
from mcig.access import actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading
from mcig.files.actions import Checked, accept
from mcig.files.kinds import Kind

MANY_PAPERS = 2_000
TITLES = ("Nota conceptual", "Presentación", "Anexo estadístico", "Propuesta de texto", "Antecedentes")
LEVELS = (PaperLevel.MEMBERS, PaperLevel.MEMBERS, PaperLevel.PRESIDENCY, PaperLevel.PUBLIC)


def load_papers(loading: Loading) -> None:
    """What is missing of the papers, spread over the items of the meetings that were closed."""
    missing = MANY_PAPERS - Paper.objects.count()
    if loading.size != "full" or missing <= 0:
        return
    bare = Meeting.objects.filter(papers=None)
    items = Item.objects.exclude(purpose=ItemPurpose.SECTION).filter(meeting__in=bare)
    listed = list(items.order_by("meeting_id", "position"))
    secretariat = actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), timezone.localdate())
    places: dict[int, int] = {}
    papers = []
    for number, item in enumerate(islice(cycle(listed), missing)):
        places[item.meeting_id] = places.get(item.meeting_id, 0) + 1
        papers.append(
            Paper(
                meeting_id=item.meeting_id,
                item=item,
                title=f"{TITLES[number % len(TITLES)]} {number + 1} (ejemplo)",
                level=LEVELS[number % len(LEVELS)],
                position=places[item.meeting_id],
            )
        )
    made = Paper.objects.bulk_create(sorted(papers, key=lambda each: (each.meeting_id, each.position)))
    PaperVersion.objects.bulk_create(
        PaperVersion(paper=each, number=1, stored=accept(actor=secretariat, upload=_file(each)))
        for each in made
    )
    loading.changes += 1


def _file(paper: Paper) -> Checked:
    text = f"{paper.title}\n\nTexto inventado para la demostración. {paper.item}.\n"
    return Checked(f"{paper.title}.txt", Kind.TXT, text.encode())
