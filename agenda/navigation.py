"""Menu entries of the agenda, and what it puts on «Su cuenta»."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcig.accounts.doors import Door, register_door
from mcig.web.navigation import Entry, register

register(Entry(_("Agenda temática"), "theme-list", "target", 30))
register(Entry(_("Reuniones"), "meeting-list", "calendar", 40))
register(Entry(_("Acuerdos"), "decision-list", "gavel", 50))

register_door(
    Door(
        _("Reuniones en su calendario"),
        _("Una dirección que su programa de calendario lee por sí mismo, con cambios y cancelaciones."),
        "calendar-feeds",
    )
)
