"""Messages about fichas: the request to review them, and the new ficha in return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mcig.access import Actor
from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa
from mcig.notices import Attachment, Letter, Message, register_kind, send
from members.models import Person, Posting
from members.queries.consultations import speakers_on
from projects import queries
from projects.models import Project, Revision
from projects.notices_review import speakers_of
from projects.queries.alliances import alliances
from projects.queries.finding import owners_named
from projects.rules.finding import Filter
from projects.wording import alliance_reasons

PURPOSE = "ficha-review"
LINK_DAYS = 60
REQUEST = register_kind(
    "ficha-request",
    _("solicitudes de actualización de fichas"),
    why=_("Recibe este mensaje porque su representación tiene fichas por revisar."),
    automatic=False,
)
IN_RETURN = register_kind(
    "ficha-in-return",
    _("fichas confirmadas"),
    why=_("Recibe este mensaje porque confirmó la información de un proyecto."),
    automatic=True,
)

PUBLISHED = register_kind(
    "ficha-published",
    _("fichas publicadas"),
    why=_("Recibe este mensaje porque representa a quien presenta el proyecto."),
    automatic=True,
)
INTRODUCTION = register_kind(
    "project-introduction",
    _("posibles alianzas"),
    why=_("Recibe este mensaje porque habla por una representación cuyo proyecto se parece a otro."),
    automatic=False,
)


def introduction_letters(actor: Actor, first: Project, second: Project) -> list[Letter]:
    """A letter to the person who speaks for each of the two owners: both projects, and what they share."""
    speakers = {each.seat.organisation_id: each.person for each in spokespeople(actor.on)}
    return [
        _introduction(actor, person, own, other, speakers.get(other.owner_id))
        for own, other in ((first, second), (second, first))
        if (person := speakers.get(own.owner_id))
    ]


def _introduction(
    actor: Actor, person: Person, own: Project, other: Project, contact: Person | None
) -> Letter:
    with override(person.language):
        _code, owner = owners_named([other.owner_id], actor.on)[other.owner_id]
        found = alliances(actor, Filter(), codes=(own.code, other.code))
        reasons = [each for pair in found.pairs for each in alliance_reasons(pair, found.areas, found.themes)]
    about = {
        "own": own,
        "other": other,
        "owner": owner,
        "contact": contact,
        "reasons": reasons,
        "own_address": settings.PUBLIC_URL + own.get_absolute_url(),
        "other_address": settings.PUBLIC_URL + other.get_absolute_url(),
    }
    return _letter("introduction", person, about)


def request_letters(projects: Iterable[Project], on: date) -> list[Letter]:
    """A letter to the person who speaks for each owner, with a personal link for each of its projects."""
    owned: dict[int, list[Project]] = defaultdict(list)
    for project in projects:
        owned[project.owner_id].append(project)
    return [
        _request(posting, mine)
        for posting in spokespeople(on)
        if (mine := owned.get(posting.seat.organisation_id))
    ]


def spokespeople(on: date) -> list[Posting]:
    """Of each member the first person that can be written to: the principal, or else the alternate."""
    postings = (
        speakers_on(on).exclude(person__email="").order_by("seat__organisation__code", "-seat__kind", "pk")
    )
    first: dict[int, Posting] = {}
    for posting in postings:
        first.setdefault(posting.seat.organisation_id, posting)
    return list(first.values())


def _request(posting: Posting, projects: list[Project]) -> Letter:
    expires = timezone.now() + timedelta(days=LINK_DAYS)
    links = [
        (project, create_link(subject=_subject(project, posting), expires_at=expires)) for project in projects
    ]
    return _letter("request", posting.person, {"links": links, "expires": timezone.localdate(expires)})


def _subject(project: Project, posting: Posting) -> Subject:
    return Subject(PURPOSE, str(project.pk), posting.seat_id, posting.person_id)


def renew(address: str, on: date) -> None:
    """Send fresh links for what waits for this address, or do nothing."""
    for posting in spokespeople(on):
        is_theirs = posting.person.email.lower() == address
        if is_theirs and (mine := queries.to_review(on, posting.seat.organisation_id)):
            send(_request(posting, mine), REQUEST)


def ficha_in_return(revision: Revision, person: Person) -> Message:
    """Send the new ficha, in the person's language, to whoever confirmed it."""
    more = {"revision": revision, "project": revision.project}
    return send(_letter("in_return", person, more, _issued(revision, person.language)), IN_RETURN)


def published(revision: Revision) -> None:
    """Send the new ficha, in each one's language, to whoever speaks for its owner."""
    project = revision.project
    more = {
        "revision": revision,
        "project": project,
        "address": settings.PUBLIC_URL + project.get_absolute_url(),
    }
    for person in speakers_of(project):
        send(_letter("published", person, more, _issued(revision, person.language)), PUBLISHED)


def _issued(revision: Revision, language: str) -> Attachment:
    issued = revision.issued.select_related("document").get(language=language)
    with issued.document.file.open("rb") as stored:
        return Attachment(issued.document.filename, "application/pdf", stored.read())


def _letter(kind: str, person: Person, more: dict[str, Any], *attachments: Attachment) -> Letter:
    context = {
        "person": person,
        "mesa": current_mesa(),
        "register": settings.PUBLIC_URL + reverse("project-list"),
        **more,
    }
    with override(person.language):
        subject = render_to_string(f"emails/projects/{kind}_subject.txt", context)
        body = render_to_string(f"emails/projects/{kind}_message.txt", context)
    return Letter(
        address=person.email,
        name=person.name,
        language=person.language,
        subject=" ".join(subject.split()),
        body=body.strip(),
        attachments=attachments,
    )
