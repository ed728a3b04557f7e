"""What the secretariat changes of the mesa itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.web.versions import require_same


@transaction.atomic
def change_settings(*, actor: Actor, version: int, values: Mapping[str, Any]) -> Mesa:
    """Change the named settings, made from `version`, and return the mesa.

    Effects: holds from the next page on, for everybody. Raises `PermissionDenied` for whoever is not the
    secretariat, `Stale` when somebody changed the settings meanwhile.
    """
    actor.require(Role.SECRETARIAT)
    mesa: Mesa = Mesa.objects.select_for_update().get()
    require_same(seen=version, stored=mesa.version)
    for name, value in values.items():
        setattr(mesa, name, value)
    mesa.version += 1
    mesa.save()
    return mesa
