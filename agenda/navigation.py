"""Menu entries of the agenda."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcig.web.navigation import Entry, register

register(Entry(_("Agenda temática"), "theme-list", "target", 30))
register(Entry(_("Reuniones"), "meeting-list", "calendar", 40))
register(Entry(_("Acuerdos"), "decision-list", "gavel", 50))
