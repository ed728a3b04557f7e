"""The words of files are found by who may read the file, and by nobody else."""

from __future__ import annotations

import pytest

from agenda.actions.papers import add_papers, change_paper, remove_paper
from agenda.models import Meeting, Paper
from mcig.files import texts
from mcig.files.actions import Checked, check
from mcig.files.models import StoredFile
from mcig.search.sources import search
from members.actions import mesa_documents
from members.actions.consultations import create_draft, open_consultation
from members.actions.papers import attach
from members.models import Mandate, MandateRole
from projects.actions.documents import add_documents
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE
from tests.support.fichas import project
from tests.support.files import printed, upload
from tests.support.meetings import convened
from tests.support.mesa_documents import drafted, published, revised

pytestmark = pytest.mark.django_db
SECRET = "El canario amarillo de la embajada"
EVERYBODY = ("french", "chilean", "secretary", "administrator")


def file(text: str = SECRET) -> Checked:
    return check(upload("anexo.pdf", printed(text)))


def read_all() -> None:
    """As the worker does."""
    for stored in StoredFile.objects.all():
        texts.read(stored.pk)


def finders(cast: Cast, slug: str, words: str = "canario") -> set[str]:
    """Who finds something of this kind; what is found of any other kind fails."""
    read_all()
    found = {who: search(cast.actor(who), words) for who in EVERYBODY}
    assert {group.source.slug for groups in found.values() for group in groups} <= {slug}
    return {who for who, groups in found.items() if groups}


def paper(cast: Cast, of: Meeting, level: str) -> Paper:
    return add_papers(actor=cast.actor("secretary"), meeting=of, files=[file()], level=level)[0]


@pytest.mark.parametrize(
    ("level", "who"),
    [
        ("secretariat", {"secretary"}),
        ("presidency", {"secretary", "chilean"}),
        ("members", {"secretary", "chilean", "french", "administrator"}),
    ],
)
def test_papers_of_a_meeting(cast: Cast, level: str, who: set[str]) -> None:
    paper(cast, convened(cast), level)
    assert finders(cast, "documentos") == who


def test_removed_and_replaced_papers_are_not_found(cast: Cast) -> None:
    of = convened(cast)
    removed, replaced = paper(cast, of, "members"), paper(cast, of, "members")
    remove_paper(actor=cast.actor("secretary"), paper=removed)
    change_paper(
        actor=cast.actor("secretary"),
        paper=replaced,
        version=replaced.version,
        title="Nota",
        level="members",
        item=None,
        file=file("Otra cosa"),
    )
    assert finders(cast, "documentos") == set()


@pytest.mark.parametrize(
    ("level", "who"),
    [
        ("secretariat", {"secretary"}),
        ("presidency", {"secretary", "chilean"}),
        ("members", {"secretary", "chilean", "french", "administrator"}),
    ],
)
def test_documents_of_the_mesa(cast: Cast, level: str, who: set[str]) -> None:
    published(cast, text="", file=file(), level=level)
    assert finders(cast, "documentos-de-la-mesa") == who


def test_draft_of_a_document_of_the_mesa(cast: Cast) -> None:
    drafted(cast, text=SECRET)
    made = published(cast, title="Otro")
    revised(cast, made, "x", file=file())
    assert finders(cast, "documentos-de-la-mesa") == {"secretary", "chilean"}


@pytest.mark.parametrize(
    ("level", "who"),
    [("owner", {"french", "chilean", "secretary"}), ("members", set(EVERYBODY))],
)
def test_documents_of_a_project(cast: Cast, level: str, who: set[str]) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    add_documents(actor=cast.actor("french"), project=own, files=[file()], level=level, title="Nota")
    assert finders(cast, "documentos-de-proyectos") == who


def test_papers_of_a_consultation(cast: Cast) -> None:
    secretary = cast.actor("secretary")
    made = create_draft(actor=secretary, subject="Asunto", text="Texto", deadline=DEADLINE)
    attach(actor=secretary, owner=made, files=[file()])
    made.refresh_from_db()
    assert finders(cast, "consultas") == {"secretary", "chilean"}
    open_consultation(actor=secretary, consultation=made, version=made.version)
    assert finders(cast, "consultas") == set(EVERYBODY)


def test_documents_and_priorities_of_a_mandate(cast: Cast) -> None:
    mandate = Mandate.objects.get(role=MandateRole.PRESIDENCY)
    attach(actor=cast.actor("secretary"), owner=mandate, files=[file()])
    Mandate.objects.filter(pk=mandate.pk).update(priorities="El pavorreal azul")
    readers = {"secretary", "chilean", "administrator"}
    assert finders(cast, "mandatos") == readers
    assert finders(cast, "mandatos", "pavorreal") == readers


def test_snippet_quotes_the_file_around_the_word(cast: Cast) -> None:
    published(cast, text="Texto", file=file("Principio. " * 30 + SECRET))
    read_all()
    snippet = search(cast.actor("french"), "canarios")[0].hits[0].snippet
    assert snippet is not None
    assert (snippet.before[-3:], snippet.found, snippet.after) == (
        "El ",
        "canario",
        " amarillo de la embajada",
    )


def test_what_was_published_once_and_is_now_reserved_is_not_found(cast: Cast) -> None:
    made = published(cast, file=file())
    mesa_documents.change_level(
        actor=cast.actor("secretary"), document=made, number=1, version=made.version, level="secretariat"
    )
    assert finders(cast, "documentos-de-la-mesa") == {"secretary"}
