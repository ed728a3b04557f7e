"""Publishing: a draft becomes a numbered revision, final from then on, and its ficha is issued."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.documents.actions import Reference, issue
from mcig.mesa.middleware import current_mesa
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Person
from projects import notices
from projects import record as records
from projects.actions.locking import draft_of, lock_for_edit, raise_version
from projects.formats.ficha_json import to_json
from projects.formats.plain import plain
from projects.models import Project, Revision, RevisionDocument
from projects.pdf import ficha_pdf, file_name
from projects.rules import Event, Ficha, after, missing_for_publication
from projects.rules.record import Record
from projects.rules.translation import Translation

ISSUED_LANGUAGES = ("es", "en")


@transaction.atomic
def publish(*, actor: Actor, project: Project, version: int, tells: bool = True) -> Revision:
    """Publish the draft as the next numbered revision, final from then on, and return it.

    Effects: freezes the data, issues the PDF in each language (numbered, hashed, stored), makes the revision
    the project's current one, and unless `tells` is false mails it to whoever speaks for the owner. Raises
    `Stale`; `Broken` without a draft or with a row missing that publication requires, or not validated where
    the mesa reviews; nothing is numbered or stored then.
    """
    locked = lock_for_edit(actor, project)
    require_same(seen=version, stored=locked.version)
    draft = draft_of(locked)
    if draft is None:
        raise Broken(_("No hay un borrador que publicar: la ficha publicada ya dice lo mismo."))
    after(draft.state, Event.PUBLISH, needs_review=needs_review(actor))
    ficha, record = records.read_whole(draft)
    for field, sentence in missing_for_publication(ficha):
        raise Broken(sentence, field)
    revision = publish_draft(actor, locked, draft, ficha, record)
    if tells:
        notices.published(revision)
    return revision


def publish_draft(
    actor: Actor,
    project: Project,
    draft: Revision,
    ficha: Ficha,
    record: Record,
    *,
    link_of: Person | None = None,
) -> Revision:
    """Number, freeze and issue the draft of a locked project, which holds `ficha` and `record`.

    `link_of` acts by personal link.
    """
    by_link = _("Por enlace personal de %(name)s") % {"name": link_of.name} if link_of else ""
    draft.number = Revision.objects.filter(project=project).published().count() + 1
    draft.published_at = timezone.now()
    for language in ISSUED_LANGUAGES:
        _issue_ficha(
            actor,
            project,
            draft,
            ficha,
            language=language,
            by_link=by_link,
            translations=record.translations,
        )
    draft.published_by = None if link_of else actor.account
    draft.confirmed_by = link_of
    draft.capacity = by_link or actor.capacity
    draft.data = to_json(ficha)
    draft.record_data = plain(record)
    draft.save()
    project.current = draft
    raise_version(project)
    return draft


def needs_review(actor: Actor) -> bool:
    """Whether this actor must have a draft validated first: where the mesa reviews, unless they review."""
    mesa = current_mesa()
    return mesa is not None and mesa.reviews_fichas and not actor.holds(Role.SECRETARIAT)


def _issue_ficha(
    actor: Actor,
    project: Project,
    draft: Revision,
    ficha: Ficha,
    *,
    language: str,
    by_link: str,
    translations: tuple[Translation, ...],
) -> None:
    assert draft.published_at is not None
    published_on = timezone.localdate(draft.published_at)
    number = draft.number

    def render(reference: Reference) -> bytes:
        return ficha_pdf(
            ficha,
            code=project.code,
            on=published_on,
            language=language,
            version=number,
            reference=reference,
            translations=translations,
        )

    document = issue(
        actor=actor,
        series=f"ficha:{project.code}:{language}",
        kind="ficha",
        language=language,
        filename=file_name(project.code, published_on),
        render=render,
        by_link_of=by_link,
    )
    RevisionDocument.objects.create(revision=draft, document=document, language=language)
