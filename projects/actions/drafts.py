"""Registering a project and writing its draft."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Theme
from mcig.access import Actor, Role
from mcig.rules import Broken
from mcig.sequences.drawing import draw
from mcig.web.versions import require_same
from members.models import Organisation
from projects import content
from projects import record as records
from projects.actions.locking import draft_of, lock_for_edit, raise_version
from projects.models import Project, Revision
from projects.queries.relations import is_within
from projects.rules import Event, Ficha, check
from projects.rules import after as after_event
from projects.rules.record import Record, check_record
from projects.rules.translation import standing


@transaction.atomic
def create_project(*, actor: Actor, owner: Organisation, ficha: Ficha) -> Project:
    """Register a project of `owner` with `ficha` as its draft, and return it.

    Effects: draws the owner's next code of the year under a row lock. Raises `PermissionDenied` for a foreign
    owner and `Broken` for a ficha that cannot be stored.
    """
    if not (actor.holds(Role.SECRETARIAT) or owner.pk in actor.organisations):
        raise PermissionDenied
    check(ficha)
    project = Project.objects.create(code=_next_code(owner, actor.on.year), owner=owner)
    content.write(Revision(project=project), ficha)
    return project


def _next_code(owner: Organisation, year: int) -> str:
    number = draw(f"projects:{owner.code}:{year}")
    return f"{owner.code}-{year}-{number:03d}".upper()


@transaction.atomic
def save_draft(*, actor: Actor, project: Project, ficha: Ficha, version: int) -> Project:
    """Store `ficha` as the project's draft, made from its `version`, and return the project as it is then.

    Effects: begins a draft where there is none, with the record of the published one; raises the version by
    one. Saving what is already there changes nothing. Raises `Stale` when somebody saved meanwhile, `Broken`
    for a ficha that cannot be stored.
    """
    check(ficha)
    return _store(actor, project, version, ficha=ficha)


@transaction.atomic
def save_record(*, actor: Actor, project: Project, record: Record, version: int) -> Project:
    """Store `record` in the project's draft, and return the project as it is then.

    Effects: as `save_draft`, with the ficha of the published one. Raises `Stale`; `Broken` for a record that
    cannot be stored, and for a member, a project or a theme that the actor does not know.
    """
    check_record(record)
    return _store(actor, project, version, record=record)


@transaction.atomic
def restore(*, actor: Actor, project: Project, revision: Revision, version: int) -> Project:
    """Make what a published `revision` said, ficha and record, the project's draft again.

    Effects: as `save_draft`; a draft that was there is replaced (its history stays).
    """
    if revision.project_id != project.pk or revision.number is None:
        raise Broken(_("Solo se restaura una versión publicada de este mismo proyecto."))
    ficha, record = content.read(revision), records.read(revision)
    return _store(actor, project, version, ficha=ficha, record=record)


def _store(
    actor: Actor, project: Project, version: int, *, ficha: Ficha | None = None, record: Record | None = None
) -> Project:
    locked = lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    draft = draft_of(locked)
    basis = draft or locked.current
    before = records.read_whole(basis) if basis else (Ficha(), Record())
    after = (before[0] if ficha is None else ficha, before[1] if record is None else record)
    if basis is not None and after == before:
        return locked
    _check_references(actor, locked, before[1], after[1])
    draft = draft or Revision(project=locked)
    draft.review = after_event(draft.state, Event.EDIT).value
    draft.english = standing(after[0], after[1].translations).value
    content.write(draft, after[0])
    records.write(draft, after[1])
    return raise_version(locked)


def _check_references(actor: Actor, project: Project, before: Record, after: Record) -> None:
    """Refuse to name a project that the actor cannot see, as if it did not exist; and the project itself."""
    codes = {each.project for each in after.relations} - {each.project for each in before.relations} - {""}
    known = Project.objects.visible_to(actor).exclude(pk=project.pk).filter(code__in=codes)
    if known.count() < len(codes):
        raise Broken(_("No hay otro proyecto con ese código que usted pueda consultar."), "relations")
    if codes and (parent := is_within(actor, project.code, after)):
        raise Broken(
            _("%(parent)s ya forma parte de este proyecto: uno no puede estar dentro del otro.")
            % {"parent": parent},
            "relations",
        )
    members = {each.member for each in after.participations} - {""}
    if Organisation.objects.filter(code__in=members).count() < len(members):
        raise Broken(_("Elija cada integrante de la lista."), "participations")
    if after.theme not in {None, before.theme} and not Theme.objects.on(actor.on).filter(slug=after.theme):
        raise Broken(_("Elija un tema vigente de la agenda."), "theme")


@transaction.atomic
def discard_draft(*, actor: Actor, project: Project, version: int) -> Project:
    """Drop the draft, so that the published ficha stands alone again, and return the project.

    Raises `Stale`; `Broken` when nothing has been published yet, for then nothing would be left.
    """
    locked = lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    if locked.current is None:
        raise Broken(_("El proyecto aún no tiene una ficha publicada: su borrador no se puede descartar."))
    draft = draft_of(locked)
    if draft is None:
        return locked
    draft.delete()
    return raise_version(locked)
