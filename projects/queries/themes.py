"""Which projects are of a theme of the agenda, and which themes a project may declare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from agenda.models import Theme
from mcig.search.text import written
from mcig.words import fold


def of_theme(theme: Theme) -> Q:
    """Of the register: the theme is declared; or none is, and the area is called as the theme or the text
    has all the words of its name: the form itself knows no theme."""
    declared = Q(theme=theme.slug)
    words = written(theme.name)
    return declared | Q(theme="") & (Q(area_key=fold(theme.name)) | Q(text=words)) if words else declared


def themes_named(slugs: Iterable[str]) -> dict[str, str]:
    """The names of these themes in the reader's language, in the order of the mesa. One query."""
    found = Theme.objects.filter(slug__in=[slug for slug in slugs if slug]).order_by("position", "pk")
    return {theme.slug: theme.words for theme in found}


def theme_choices(on: date, besides: str | None = None) -> list[tuple[str, str]]:
    """The themes of the date, by slug; `besides` stays possible, whatever its dates. One query."""
    found = Theme.objects.filter(Q(validity__contains=on) | Q(slug=besides or ""))
    return [(theme.slug, theme.words) for theme in found.order_by("position", "pk")]
