"""The card of the administrator on the home page: what the install lacks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.health.checks import ALL, ask
from mcig.web.home import Card, register

# Those that look at nothing but the database and the machine itself: a page waits for them.
AT_ONCE = {name: ALL[name] for name in ("tareas", "correo", "envío", "terminadas", "copias")}


@register
def install(actor: Actor) -> Card | None:
    """What is wrong and what to do about it, or that all is well; nothing for anybody else. Three queries."""
    if not actor.holds(Role.ADMINISTRATOR):
        return None
    wrong = [found for found in ask(AT_ONCE).values() if not found.passed]
    return Card(_("Estado de la instalación"), "health/card.html", {"wrong": wrong})
