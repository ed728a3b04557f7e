"""Every change to a project. Each locks the project's row, so that changes follow one another."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.documents.actions import Reference, issue
from mcig.rules import Broken
from mcig.sequences.drawing import draw
from mcig.web.versions import require_same
from members.models import Organisation
from projects import content
from projects.formats.ficha_json import to_json
from projects.models import Project, Revision, RevisionDocument
from projects.pdf import ficha_pdf, file_name
from projects.rules import Ficha, check, missing_for_publication

ISSUED_LANGUAGES = ("es", "en")


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

    Effects: begins a draft where there is none; raises the version by one. Saving what is already there
    changes nothing. Raises `Stale` when somebody saved meanwhile, `Broken` for a ficha that cannot be stored.
    """
    locked = _lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    check(ficha)
    draft = _draft_of(locked)
    basis = draft or locked.current
    if basis is not None and content.read(basis) == ficha:
        return locked
    content.write(draft or Revision(project=locked), ficha)
    return _raise_version(locked)


@transaction.atomic
def publish(*, actor: Actor, project: Project, version: int) -> Revision:
    """Publish the draft as the next numbered revision, final from then on, and return it.

    Effects: freezes the data, issues the PDF in each language (numbered, hashed, stored), makes the revision
    the project's current one. Raises `Stale`; `Broken` without a draft or with a row missing that publication
    requires; nothing is numbered or stored then.
    """
    locked = _lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    draft = _draft_of(locked)
    if draft is None:
        raise Broken(_("No hay un borrador que publicar: la ficha publicada ya dice lo mismo."))
    ficha = content.read(draft)
    for field, sentence in missing_for_publication(ficha):
        raise Broken(sentence, field)
    draft.number = Revision.objects.filter(project=locked).published().count() + 1
    draft.published_at = timezone.now()
    for language in ISSUED_LANGUAGES:
        _issue_ficha(actor, locked, draft, ficha, language)
    draft.published_by = actor.account
    draft.capacity = actor.capacity
    draft.data = to_json(ficha)
    draft.save()
    locked.current = draft
    _raise_version(locked)
    return draft


def _issue_ficha(actor: Actor, project: Project, draft: Revision, ficha: Ficha, language: str) -> None:
    assert draft.published_at is not None
    published_on = timezone.localdate(draft.published_at)
    number = draft.number

    def render(reference: Reference) -> bytes:
        return ficha_pdf(
            ficha, code=project.code, on=published_on, language=language, version=number, reference=reference
        )

    document = issue(
        actor=actor,
        series=f"ficha:{project.code}:{language}",
        kind="ficha",
        language=language,
        filename=file_name(project.code, published_on),
        render=render,
    )
    RevisionDocument.objects.create(revision=draft, document=document, language=language)


@transaction.atomic
def restore(*, actor: Actor, project: Project, revision: Revision, version: int) -> Project:
    """Make what a published `revision` said the project's draft again, and return the project.

    Effects: as `save_draft`; a draft that was there is replaced (its history stays).
    """
    if revision.project_id != project.pk or revision.number is None:
        raise Broken(_("Solo se restaura una versión publicada de este mismo proyecto."))
    return save_draft(actor=actor, project=project, ficha=content.read(revision), version=version)


@transaction.atomic
def discard_draft(*, actor: Actor, project: Project, version: int) -> Project:
    """Drop the draft, so that the published ficha stands alone again, and return the project.

    Raises `Stale`; `Broken` when nothing has been published yet, for then nothing would be left.
    """
    locked = _lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    if locked.current is None:
        raise Broken(_("El proyecto aún no tiene una ficha publicada: su borrador no se puede descartar."))
    draft = _draft_of(locked)
    if draft is None:
        return locked
    draft.delete()
    return _raise_version(locked)


def _lock_for_edit(actor: Actor, project: Project) -> Project:
    locked = (
        Project.objects.editable_by(actor)
        .select_for_update(of=("self",))
        .select_related("current")
        .filter(pk=project.pk)
    ).first()
    if locked is None:
        raise PermissionDenied
    return locked


def _draft_of(project: Project) -> Revision | None:
    return Revision.objects.drafts().filter(project=project).first()


def _raise_version(project: Project) -> Project:
    project.version = F("version") + 1
    project.save(update_fields=["version", "current"])
    project.refresh_from_db(fields=["version"])
    return project
