"""«Sin cambios»: what is published is confirmed as it stands today."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.notices import Dispatch, hold
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Person
from projects import content, notices, queries
from projects import record as records
from projects.actions.locking import draft_of, lock_for_edit
from projects.actions.publication import publish_draft
from projects.models import Project, Revision


@transaction.atomic
def confirm_unchanged(*, actor: Actor, project: Project, version: int) -> Revision:
    """Publish once more what is published, with today as its date, and return the new revision.

    For the owner, or the secretariat on its behalf. A new revision and a new ficha in PDF, because the date
    is printed on it: so the confirmation cannot be altered later. Effects: as `publish`; mails the new ficha
    to the person who confirmed, and to the owner's people when that was done on their behalf. Raises `Stale`;
    `Broken` when nothing is published, when a draft says that there are changes, and when it was confirmed or
    updated today already.
    """
    revision = _confirm(actor, lock_for_edit(actor, project), version, None)
    person = Person.objects.filter(user=actor.account).exclude(email="").first()
    if person:
        notices.ficha_in_return(revision, person)
    if project.owner_id not in actor.organisations:
        notices.published(revision)
    return revision


@transaction.atomic
def confirm_by_link(*, actor: Actor, project: Project, person: Person, version: int) -> Revision:
    """The same through the personal link of `person`, whose right to it the link has proved.

    `actor` is whoever opened the page, perhaps nobody; it only tells the day.
    """
    locked = Project.objects.select_for_update(of=("self",)).select_related("current").get(pk=project.pk)
    revision = _confirm(actor, locked, version, person)
    notices.ficha_in_return(revision, person)
    return revision


def _confirm(actor: Actor, locked: Project, version: int, link_of: Person | None) -> Revision:
    require_same(seen=version, stored=locked.version)
    if locked.current is None:
        raise Broken(_("El proyecto aún no tiene una ficha publicada que confirmar."))
    if draft_of(locked) is not None:
        raise Broken(
            _("Hay un borrador con cambios: publíquelo o descártelo. «Sin cambios» confirma lo publicado.")
        )
    ficha, record = records.read_whole(locked.current)
    if ficha.updated_on == actor.on:
        raise Broken(_("La información de esta ficha ya es de hoy."))
    draft = Revision(project=locked, english=locked.current.english)
    today = replace(ficha, updated_on=actor.on)
    content.write(draft, today)
    records.write(draft, record)
    return publish_draft(actor, locked, draft, today, record, link_of=link_of)


@transaction.atomic
def prepare_request(*, actor: Actor) -> Dispatch:
    """Hold a letter for every seat with projects to review: each with its links, until somebody sends them.

    Effects: the dispatch and a personal link for each project and person. Raises `Broken` when no ficha is to
    be reviewed, or nobody can be written to.
    """
    letters = notices.request_letters(queries.to_review(actor.on), actor.on)
    if not letters:
        raise Broken(_("Ninguna ficha está por revisar, o nadie de sus representaciones tiene correo."))
    return hold(
        actor=actor,
        kind=notices.REQUEST,
        title=_("Solicitud de actualización de fichas"),
        why="",
        letters=letters,
    )
