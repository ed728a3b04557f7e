"""Introducing two representations whose projects could work together."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.notices import Dispatch, hold
from mcig.rules import Broken
from projects import notices
from projects.models import Project


@transaction.atomic
def introduce(*, actor: Actor, first: Project, second: Project) -> Dispatch:
    """Hold a letter to each of the two owners that names both projects, until somebody sends them.

    Effects: the dispatch, nothing else. Raises `PermissionDenied` for anybody but the secretariat; `Broken`
    for projects of one owner, for one that is not published, and where nobody of one can be written to.
    """
    actor.require(Role.SECRETARIAT)
    if first.owner_id == second.owner_id:
        raise Broken(_("Los dos proyectos son de la misma representación."))
    if first.current is None or second.current is None:
        raise Broken(_("Solo se presentan proyectos con una ficha publicada."))
    letters = notices.introduction_letters(actor, first, second)
    if len(letters) < 2:  # noqa: PLR2004 - one for each
        raise Broken(
            _("Falta a quién escribir: una de las dos representaciones no tiene a nadie con correo.")
        )
    return hold(
        actor=actor,
        kind=notices.INTRODUCTION,
        title=_("Posible alianza: %(first)s y %(second)s") % {"first": first.code, "second": second.code},
        why="",
        letters=letters,
    )
