"""What the search finds in the register of projects."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcig.search.sources import Hit, Question, register
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
