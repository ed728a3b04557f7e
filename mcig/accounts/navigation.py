"""The place of invitations in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcig.web.navigation import Entry, register

register(Entry(_("Invitaciones"), "invitations", "user-plus", 90, tool=True))
