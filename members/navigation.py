"""Menu entries of the members' pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcig.web.navigation import Entry, register

register(Entry(_("Integrantes"), "member-list", "users", 10))
register(Entry(_("Presidencia"), "presidency", "landmark", 20))
register(Entry(_("Consultas"), "consultation-list", "list-checks", 25))
register(Entry(_("Documentos"), "mesa-document-list", "file-text", 70))
register(Entry(_("Directorio"), "directory", "contact", 85))
register(Entry(_("Historial"), "audit-trail", "history", 96, tool=True))
