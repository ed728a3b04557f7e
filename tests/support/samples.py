"""Addresses of real objects for every route: own ones and foreign ones, seen from France."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.mail import EmailMessage
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import NoReverseMatch, reverse

from mcig.accounts.models import User
from mcig.documents.models import IssuedDocument
from mcig.files.actions import check
from mcig.notices.actions import queue
from mcig.notices.models import Message
from members.actions.logos import set_logo
from members.models import Candidacy, Mandate, MandateRole, MemberImport, Organisation, Posting
from projects.actions.documents import add_photograph
from projects.models import Project, ProjectDocument, Remark
from tests.support import (
    consultations,
    convocations,
    copies,
    meetings,
    mesa_documents,
    minutes,
    notices,
    outcomes,
    project_imports,
    proposals,
    public,
    register,
    sessions,
)
from tests.support.cast import Cast
from tests.support.files import picture as png
from tests.support.files import upload
from tests.support.papers import attached, paper_in

PROJECTS_AT_LARGE = {"project-list", "project-create", "project-freshness", "project-request-updates"}
NEXT_TERM = DateRange(date(2025, 1, 1), date(2027, 1, 1))
# Routes whose samples stand in a file of their own, by the beginning of their names.
ELSEWHERE = (
    (("consultation-", "personal-link"), consultations.samples),
    (convocations.ROUTES, convocations.samples),
    (proposals.ROUTES, proposals.samples),
    (copies.ROUTES, copies.samples),
    (("meeting-", "agenda-", "item-", "paper-", "folder-", "running-order"), meetings.samples),
    (("session-",), sessions.samples),
    (("theme-", "decision-", "commitment-", "work"), outcomes.samples),
    (("dispatch-", "outbox-attachment", "outbox-preferences", "demonstration-attachment"), notices.samples),
    (("minutes-",), minutes.samples),
    (mesa_documents.ROUTES, mesa_documents.samples),
    (("import-",), project_imports.samples),
    (public.ROUTES, public.samples),
)


def samples_for(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Pairs of a label and an address for the route `name`; a route with unknown arguments fails."""
    if name.startswith(register.ROUTES):
        return register.samples(name, cast)
    if name.startswith("project-") and name not in PROJECTS_AT_LARGE:
        return _projects(name, cast)
    if name == "organisation-logo":
        _logo(cast)
    if name.startswith(("organisation-", "membership-")) and name != "organisation-create":
        return [("(France)", reverse(name, kwargs={"code": "FR"}))]
    if name.startswith(("person-", "posting-")):
        return _people(name, cast)
    for starts, samples in ELSEWHERE:
        if name.startswith(starts):
            return samples(name, cast)
    known: dict[str, list[tuple[str, dict[str, Any]]]] = {
        **{
            f"member-import-{step}": [("(read)", {"pk": _member_import(cast)})]
            for step in ("detail", "apply", "mend", "undo")
        },
        "directory-export": [("(csv)", {"suffix": "csv"})],
        "member-export": [("(csv)", {"suffix": "csv"})],
        "document-verify": [("(issued)", {"token": _token()})],
        "mesa-section": [("(names)", {"slug": "nombres"}), ("(missing)", {"slug": "otra"})],
        "audit-export": [("(xlsx)", {"suffix": "xlsx"}), ("(csv)", {"suffix": "csv"})],
        "mandate-detail": [("(current)", {"pk": _mandate()}), ("(missing)", {"pk": 9999})],
        "mandate-correct": [("(current)", {"pk": _mandate()})],
        "mandate-papers": [("(current)", {"pk": _mandate()})],
        "mandate-paper": [("(current)", {"pk": _mandate(), "paper": _mandate_paper(cast)})],
        "mandate-paper-remove": [("(current)", {"pk": _mandate(), "paper": _mandate_paper(cast)})],
        "candidacy-detail": [("(France)", {"pk": _candidacy(cast)})],
        "candidacy-edit": [("(France)", {"pk": _candidacy(cast)})],
        "candidacy-history": [("(France)", {"pk": _candidacy(cast)})],
        "candidacy-join": [("(France)", {"pk": _candidacy(cast)})],
        "candidacy-decide": [("(France)", {"pk": _candidacy(cast), "party": 9999})],
        "candidacy-withdraw": [("(France)", {"pk": _candidacy(cast)})],
        "candidacy-consult": [("(France)", {"pk": _candidacy(cast)})],
        "handover-sign": [("(missing)", {"pk": 9999})],
        "handover-item-remove": [("(missing)", {"pk": 9999})],
        "dossier-file": [("(none issued)", {"suffix": "pdf"})],
        "outbox-message": [("(queued)", {"pk": _message(cast)})],
        "outbox-retry": [("(queued)", {"pk": _message(cast)})],
        "outbox-settle": [("(queued)", {"pk": _message(cast)})],
        "invitation-accept": [("(unknown key)", {"key": "no-existe"})],
        "invitation-revoke": [("(missing)", {"pk": 999})],
        "mfa_edit_webauthn": [("(missing)", {"pk": 999})],
        "mfa_remove_webauthn": [("(missing)", {"pk": 999})],
        "demonstration-message": [("(queued)", {"pk": _message(cast)})],
    }
    found = known.get(name, [("", {})])
    try:
        return [(label, reverse(name, kwargs=kwargs)) for label, kwargs in found]
    except NoReverseMatch:
        raise AssertionError(f"tests/support/samples.py knows no object for the route «{name}»") from None


def _projects(name: str, cast: Cast) -> list[tuple[str, str]]:
    published = Project.objects.filter(current__isnull=False).order_by("pk").first()
    draft = Project.objects.filter(current__isnull=True).order_by("pk").first()
    assert published is not None
    assert draft is not None
    number: dict[str, Any] = {"number": 1} if name == "project-restore" else {}
    if name.startswith("project-remark-"):
        return [
            (label, reverse(name, kwargs={"code": each.code, "pk": _remark(each)}))
            for label, each in (("(France, published)", published), ("(France, draft)", draft))
        ]
    if name.startswith("project-document-"):
        return [
            (label, reverse(name, kwargs={"code": each.code, "pk": _photograph(each, cast)}))
            for label, each in (("(France, published)", published), ("(France, draft)", draft))
        ]
    if name == "project-section":
        number = {"section": "lugares"}
    query = "?de=1&a=1" if name == "project-compare" else ""
    return [
        ("(France, published)", reverse(name, kwargs={"code": published.code, **number}) + query),
        ("(France, draft)", reverse(name, kwargs={"code": draft.code, **number}) + query),
    ]


def _photograph(project: Project, cast: Cast) -> int:
    """A photograph that members read."""
    found = ProjectDocument.objects.filter(project=project).first()
    if found is None:
        found = add_photograph(
            actor=cast.actor("secretary"),
            project=project,
            file=check(upload("taller.png", png())),
            level="members",
            title="Taller",
            alternative="Doce personas en torno a una mesa.",
            credit="Embajada de Francia en México",
        )
    return found.pk


def _remark(project: Project) -> int:
    """A remark of the secretariat."""
    author = User.objects.get(email="secretaria@mcig.example")
    made, _created = Remark.objects.get_or_create(
        project=project, defaults={"text": "¿Sigue?", "author": author}
    )
    return made.pk


def _people(name: str, cast: Cast) -> list[tuple[str, str]]:
    if name == "person-add":
        return [("(France)", reverse(name, kwargs={"code": "FR"}))]
    posting = Posting.objects.get(person__user=cast.french)
    pk = posting.person_id if name in {"person-edit", "person-vcard"} else posting.pk
    return [("(France)", reverse(name, kwargs={"pk": pk}))]


def _member_import(cast: Cast) -> int:
    row = {"line": "2", "code": "PE", "kind": "embajada", "name": "Embajada del Perú"}
    made, _created = MemberImport.objects.get_or_create(
        filename="muestra.xlsx", defaults={"rows": [row], "uploaded_by": cast.secretary}
    )
    return made.pk


def _message(cast: Cast) -> int:
    message = Message.objects.first() or queue(EmailMessage("Asunto", "Texto", to=[cast.french.email]))
    return message.pk


def _logo(cast: Cast) -> None:
    france = Organisation.objects.get(code="FR")
    if france.logo_id is None:
        set_logo(
            actor=cast.actor("secretary"),
            organisation=france,
            version=france.version,
            picture=check(upload("logo.png", png())),
        )


def _mandate_paper(cast: Cast) -> int:
    mandate = Mandate.objects.get(pk=_mandate())
    if not mandate.papers.exists():
        attached(cast, mandate, "programa.pdf")
    return paper_in(mandate)


def _token() -> str:
    document = IssuedDocument.objects.order_by("pk").first()
    assert document is not None
    return document.token


def _candidacy(cast: Cast) -> int:
    """An open candidacy of France for the term that follows."""
    made, is_new = Candidacy.objects.get_or_create(
        role=MandateRole.PRESIDENCY, defaults={"term": NEXT_TERM, "priorities": "Cuidados."}
    )
    if is_new:
        made.parties.create(organisation=cast.france, position=1, state="proposer")
    return made.pk


def _mandate() -> int:
    return Mandate.objects.get(role=MandateRole.PRESIDENCY).pk
