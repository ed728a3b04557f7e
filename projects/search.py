"""What the search finds in the register of projects."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcig.files.texts import said_in, that_say
from mcig.search.sources import Hit, Question, register
from projects.models import ProjectDocument
from projects.models.documents import DOCUMENT_WORDS
from projects.queries.finding import register as rows_of
from projects.rules.finding import Filter


@register("proyectos", _("Proyectos"), 100)
def projects(asked: Question) -> Sequence[Hit]:
    """As the register itself finds them: the draft of who may see it, else the published ficha."""
    rows, _after = rows_of(asked.actor, Filter(words=asked.words), size=asked.limit)
    return [
        Hit(row.name or row.code, reverse("project-detail", args=[row.code]), f"{row.code} · {row.owner}")
        for row in rows
    ]


@register("documentos-de-proyectos", _("Documentos y fotografías de proyectos"), 110)
def documents(asked: Question) -> Sequence[Hit]:
    """Documents by title, name and text of the file; photographs also by what they show."""
    own = ProjectDocument.objects.filter(pk=OuterRef("pk"))
    found = (
        ProjectDocument.objects.visible_to(asked.actor)
        .annotate(said=DOCUMENT_WORDS)
        .filter(
            Q(said=asked.query) | Q(stored__name__icontains=asked.words) | Q(stored__in=that_say(asked.query))
        )
        .annotate(quoted=said_in(own, asked.words, asked.query))
    )
    rows = found.order_by("-pk").values_list("title", "project__code", "quoted")
    return [
        Hit(
            title,
            f"{reverse('project-detail', args=[code])}#documentos",
            code,
            asked.excerpt(quoted) if quoted else None,
        )
        for title, code, quoted in rows[: asked.limit]
    ]
