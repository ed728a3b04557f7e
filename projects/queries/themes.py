"""Which projects are of a theme of the agenda."""

from __future__ import annotations

from django.db.models import Q

from agenda.models import Theme
from mcig.search.text import written
from mcig.words import fold


def of_theme(theme: Theme) -> Q:
    """Of the register: the area is called as the theme, or the text has all the words of its name.

    The form knows no theme; that is as near as a ficha comes to one.
    """
    words = written(theme.name)
    return Q(area_key=fold(theme.name)) | Q(text=words) if words else Q(pk=None)
