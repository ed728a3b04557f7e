"""The logo of an organisation."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from mcig.access import Actor, Role
from mcig.files.actions import Checked, accept
from mcig.files.kinds import Kind
from mcig.files.pictures import painted_anew
from mcig.web.versions import require_same
from members.models import Organisation

WIDTH, HEIGHT = 480, 240


@transaction.atomic
def set_logo(
    *, actor: Actor, organisation: Organisation, version: int, picture: Checked | None
) -> Organisation:
    """Give an organisation seen at its `version` a logo, or take it away with None, and return it.

    Effects: the picture is painted anew as a PNG of at most `WIDTH` by `HEIGHT` points; the one before is
    swept the night after; the version rises. Raises `PermissionDenied` for anybody but the secretariat,
    `Stale`, and `Broken` for a picture that cannot be read.
    """
    actor.require(Role.SECRETARIAT)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_same(seen=version, stored=locked.version)
    locked.logo = accept(actor=actor, upload=_painted(picture)) if picture else None
    locked.version += 1
    locked.save(update_fields=["logo", "version"])
    return locked


def _painted(picture: Checked) -> Checked:
    content = painted_anew(picture.content, picture.kind, width=WIDTH, height=HEIGHT)
    stem = picture.name.rpartition(".")[0]
    return replace(picture, name=f"{stem}.png", kind=Kind.PNG, content=content)
