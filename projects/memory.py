"""The projects in the memory of a theme."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.memory import SHOWN, Asked, Chapter, Remembered, register_memory
from members.models import name_of
from projects.models import RegisterEntry
from projects.queries.themes import of_theme


@register_memory(50)
def projects(asked: Asked) -> Chapter:
    """Published fichas that name the theme; of a mandate, those of its years. One query, two of very many."""
    found = RegisterEntry.objects.published_to(asked.actor).filter(of_theme(asked.theme))
    if asked.term:
        last = (asked.term.end or asked.actor.on) - timedelta(days=1)
        found = found.filter(years__overlap=list(range(asked.first.year, max(last, asked.first).year + 1)))
    listed = found.annotate(owner_name=name_of("owner_id", asked.actor.on)).order_by("-updated_on", "code")
    rows = list(listed.values_list("code", "name", "owner_name", "updated_on")[: SHOWN + 1])
    told = tuple(
        Remembered(name, on, reverse("project-detail", args=[code]), f"{code} · {owner or ''}".rstrip(" ·"))
        for code, name, owner, on in rows[:SHOWN]
    )
    return Chapter("proyectos", _("Proyectos"), told, len(rows) if len(rows) <= SHOWN else found.count())
