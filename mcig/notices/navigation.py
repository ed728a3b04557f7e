"""The place of the outgoing mail in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcig.web.navigation import Entry, register

register(Entry(_("Correo de salida"), "outbox", "send", 92, tool=True))
