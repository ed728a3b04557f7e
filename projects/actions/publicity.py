"""Whether everybody reads the published ficha of a project."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same
from projects.actions.locking import lock_for_edit
from projects.models import Project


@transaction.atomic
def show_to_everybody(*, actor: Actor, project: Project, shown: bool, version: int) -> Project:
    """Put the published ficha on the public face, or take it back; the owner's, or the secretariat's for it.

    It holds for the ficha that is current, also after later publications, until it is taken back. The version
    is not raised: whoever edits the ficha is not disturbed. Raises `PermissionDenied`, `Stale`, and `Broken`
    while nothing is published.
    """
    locked = lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    if shown and locked.current is None:
        raise Broken(_("Publique primero la ficha entre los integrantes: un borrador nunca es público."))
    if locked.is_public != shown:
        locked.is_public = shown
        locked.made_public_at = timezone.now() if shown else None
        locked.save(update_fields=["is_public", "made_public_at"])
    return locked
