"""Who reads a document: of a meeting, or of the mesa itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role


class PaperLevel(models.TextChoices):
    """Who reads a paper; each level reads also what is of the wider ones."""

    SECRETARIAT = "secretariat", _("solo la secretaría técnica")
    PRESIDENCY = "presidency", _("secretaría técnica y presidencia")
    MEMBERS = "members", _("integrantes")
    PUBLIC = "public", _("público")


OF_MEMBERS = (PaperLevel.MEMBERS, PaperLevel.PUBLIC)


def levels_of(actor: Actor) -> tuple[PaperLevel, ...]:
    """The levels that an actor reads."""
    if actor.holds(Role.SECRETARIAT):
        return tuple(PaperLevel)
    if actor.holds(Role.PRESIDENCY, Role.INCOMING):
        return (PaperLevel.PRESIDENCY, *OF_MEMBERS)
    return OF_MEMBERS if actor.holds(Role.MEMBER, Role.ADMINISTRATOR) else ()
