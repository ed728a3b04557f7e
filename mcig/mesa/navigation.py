"""Menu entry of the settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcig.web.navigation import Entry, register

register(Entry(_("Ajustes"), "mesa-settings", "settings", 95, tool=True))
