"""Documents of consultations and of mandates come and go. Each change locks the row that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.files.actions import Checked, accept
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Consultation, Mandate
from members.queries.papers import AnyPaper, Owner, papers_of
from members.rules.papers import check_room, title_of


@transaction.atomic
def attach(*, actor: Actor, owner: Owner, files: Iterable[Checked], title: str = "") -> list[AnyPaper]:
    """Add documents to a draft of a consultation or to a mandate, and return them.

    `title` names a single document; of several each is called as its file. Effects: stores the files; raises
    the version of the consultation or mandate, so that nobody opens or corrects what they have not seen.
    Raises `PermissionDenied` for anybody but the secretariat; `Broken` once the consultation was opened, for
    too many or too heavy documents, for a title for several, and when the disk is full.
    """
    locked, given = _lock(actor, owner), list(files)
    if title.strip() and len(given) > 1:
        raise Broken(_("El título vale para un solo documento: déjelo vacío o elija un archivo."), "title")
    titles = [title_of(title, each.name) for each in given]
    present = [paper.stored.size for paper in papers_of(locked)]
    check_room(count=len(present) + len(given), size=sum(present) + sum(len(each.content) for each in given))
    made = [
        locked.papers.create(title=name, stored=accept(actor=actor, upload=each))
        for name, each in zip(titles, given, strict=True)
    ]
    _raise_version(locked)
    return made


@transaction.atomic
def detach(*, actor: Actor, owner: Owner, paper: AnyPaper, version: int) -> None:
    """Take a document off a draft of a consultation or off a mandate seen at its `version`.

    Effects: raises the version; the file is swept the night after, its title stays in the history. Raises
    `PermissionDenied`, `Stale`, and `Broken` once the consultation was opened.
    """
    locked = _lock(actor, owner)
    require_same(seen=version, stored=locked.version)
    paper.delete()
    _raise_version(locked)


def _lock(actor: Actor, owner: Owner) -> Any:
    actor.require(Role.SECRETARIAT)
    locked: Consultation | Mandate = type(owner).objects.select_for_update().get(pk=owner.pk)
    if isinstance(locked, Consultation) and not locked.is_draft:
        raise Broken(_("La consulta ya se abrió: sus documentos no cambian."))
    return locked


def _raise_version(locked: Model) -> None:
    locked.version += 1  # type: ignore[attr-defined]
    locked.save(update_fields=["version"])
