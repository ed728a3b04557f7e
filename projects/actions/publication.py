"""Publishing: a draft becomes a numbered revision, final from then on, and its ficha is issued."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.documents.actions import Reference, issue
from mcig.rules import Broken
from mcig.web.versions import require_same
from projects import content, record
from projects.actions.locking import draft_of, lock_for_edit, raise_version
from projects.formats.ficha_json import to_json
from projects.formats.plain import plain
from projects.models import Project, Revision, RevisionDocument
from projects.pdf import ficha_pdf, file_name
from projects.rules import Ficha, missing_for_publication

ISSUED_LANGUAGES = ("es", "en")


@transaction.atomic
def publish(*, actor: Actor, project: Project, version: int) -> Revision:
    """Publish the draft as the next numbered revision, final from then on, and return it.

    Effects: freezes the data, issues the PDF in each language (numbered, hashed, stored), makes the revision
    the project's current one. Raises `Stale`; `Broken` without a draft or with a row missing that publication
    requires; nothing is numbered or stored then.
    """
    locked = lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    draft = draft_of(locked)
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
    draft.record_data = plain(record.read(draft))
    draft.save()
    locked.current = draft
    raise_version(locked)
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
