"""Documents and photographs of a project: who reads them, what they must say, gone and back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from mcig.files.actions import check
from mcig.files.models import StoredFile
from mcig.rules import Broken
from mcig.web.versions import Stale
from projects import queries
from projects.actions import documents as actions
from projects.models import Project, ProjectDocument
from projects.rules.documents import MOST_DOCUMENTS
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.files import pdf, picture, upload

pytestmark = pytest.mark.django_db
SAID = {"title": "Taller", "alternative": "Doce personas en torno a una mesa.", "credit": "Ana Luz"}


def address(name: str, own: Project, *more: int) -> str:
    return reverse(f"project-{name}", args=[own.code, *more])


def added(cast: Cast, own: Project, title: str, level: str = "members") -> ProjectDocument:
    file = check(upload("informe.pdf", pdf()))
    [made] = actions.add_documents(
        actor=cast.actor("french"), project=own, files=[file], level=level, title=title
    )
    return made


def photographed(cast: Cast, own: Project, **more: Any) -> ProjectDocument:
    file = check(upload("foto.png", picture(size=(2400, 1200))))
    said: Any = {"level": "members"} | SAID | more
    return actions.add_photograph(actor=cast.actor("french"), project=own, file=file, **said)


def size_of(stored: StoredFile) -> tuple[int, int]:
    with stored.file.open("rb") as file, Image.open(BytesIO(file.read())) as image:
        return image.size


def read_by(cast: Cast, who: str, own: Project) -> list[str]:
    found = queries.attached_to(own, cast.actor(who))
    return [each.title for each in found.photographs] + [each.title for each in found.files]


def test_each_level_has_its_readers(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    for level in ("owner", "members", "public"):
        added(cast, own, level, level)
    for who in ("french", "secretary", "chilean"):
        assert read_by(cast, who, own) == ["owner", "members", "public"], who
    assert read_by(cast, "administrator", own) == ["members", "public"]
    assert read_by(cast, "stranger", own) == []
    secret = ProjectDocument.objects.get(title="owner")
    foreign = address("document-file", own, secret.pk)
    missing = address("document-file", own, 9_999)
    answers = [cast.client("administrator").get(each) for each in (foreign, missing)]
    assert [each.status_code for each in answers] == [404, 404]


def test_documents_of_an_unpublished_project_are_its_own(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    made = added(cast, own, "Informe", "public")
    assert read_by(cast, "french", own) == ["Informe"]
    assert read_by(cast, "administrator", own) == []
    assert cast.client("administrator").get(address("document-file", own, made.pk)).status_code == 404


def test_file_is_a_download(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    made = added(cast, own, "Informe")
    answer = cast.client("german").get(address("document-file", own, made.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="informe.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == pdf()  # type: ignore[attr-defined]
    assert cast.client("german").get(address("document-small", own, made.pk)).status_code == 404


def test_photograph_is_painted_anew_and_says_what_it_shows(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    made = photographed(cast, own)
    assert made.small is not None
    assert [size_of(each) for each in (made.stored, made.small)] == [(1920, 960), (480, 240)]
    page = cast.client("german").get(reverse("project-detail", args=[own.code])).content.decode()
    assert f'src="{address("document-small", own, made.pk)}" alt="{SAID["alternative"]}"' in page
    assert "Fotografía: Ana Luz" in page
    small = cast.client("german").get(address("document-small", own, made.pk))
    assert small["Content-Type"] == "image/jpeg"
    assert len(b"".join(small.streaming_content)) == made.small.size  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("title", "Escriba el título."),
        ("alternative", "Describa lo que se ve: así llega a quien no ve la fotografía."),
        ("credit", "Escriba de quién es la fotografía."),
    ],
)
def test_photograph_that_says_too_little_is_refused(cast: Cast, missing: str, sentence: str) -> None:
    own = project(cast.actor("french"), cast.france)
    with pytest.raises(Broken) as refused:
        photographed(cast, own, **{missing: "  "})
    assert (str(refused.value), refused.value.field) == (sentence, missing)
    assert not ProjectDocument.objects.exists()


def test_what_is_typed_survives_a_wrong_file(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    data = {**SAID, "level": "owner", "photograph": upload("foto.jpg", b"\xff\xd8\xff no es una foto")}
    answer = cast.client("french").post(address("photograph-add", own), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "La imagen está dañada y no se puede leer." in page
    assert SAID["alternative"] in page
    assert not ProjectDocument.objects.exists()


def test_double_click_adds_once(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    once = browser.get(address("documents", own)).context["once"]
    for _click in range(2):
        data = {"once": once, "level": "members", "uploads": upload("a.pdf", pdf()), "title": ""}
        answer = browser.post(address("documents", own), data)
        assert answer.status_code == 302
    assert [each.title for each in ProjectDocument.objects.all()] == ["a"]


def test_removed_is_gone_for_readers_and_comes_back(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    made = added(cast, own, "Informe")
    browser = cast.client("french")
    browser.post(address("document-remove", own, made.pk))
    assert read_by(cast, "german", own) == read_by(cast, "french", own) == []
    assert cast.client("administrator").get(address("document-file", own, made.pk)).status_code == 404
    answer = browser.get(address("document-file", own, made.pk))
    assert b"".join(answer.streaming_content) == pdf()  # type: ignore[attr-defined]
    browser.post(address("document-bring-back", own, made.pk))
    assert read_by(cast, "german", own) == ["Informe"]
    told = [
        (change.label, change.after)
        for entry in queries.history_of(own, cast.actor("french"))
        for change in entry.changes
        if change.label in {"título", "archivo"}
    ]
    assert told == [("título", "Informe"), ("archivo", "informe.pdf")]


def test_description_changes_with_its_version(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    made = photographed(cast, own)
    data = {"version": "1", "level": "owner"} | SAID | {"title": "Segundo taller"}
    browser = cast.client("french")
    assert browser.post(address("document-edit", own, made.pk), data).status_code == 302
    assert read_by(cast, "administrator", own) == []
    assert browser.post(address("document-edit", own, made.pk), data).status_code == 409
    with pytest.raises(Stale):
        actions.describe_document(actor=cast.actor("french"), document=made, version=1, level="owner", **SAID)


def test_strangers_change_nothing_and_room_ends(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    made = added(cast, own, "Informe")
    for who in ("german", "chilean"):
        for name in ("document-edit", "document-remove", "document-bring-back"):
            answer = cast.client(who).post(address(name, own, made.pk), {"version": "1"})
            assert answer.status_code == 404, (who, name)
    ProjectDocument.objects.bulk_create(
        ProjectDocument(project=own, title=str(number), stored=made.stored)
        for number in range(MOST_DOCUMENTS - 1)
    )
    with pytest.raises(Broken, match="hasta 40 documentos y fotografías"):
        added(cast, own, "Uno más")


def test_search_finds_what_one_reads(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france, publish=True)
    added(cast, own, "Evaluación confidencial", "owner")
    photographed(cast, own, title="Reunión")
    for who, words, found in (
        ("french", "evaluaciones", True),
        ("administrator", "evaluaciones", False),
        ("administrator", "doce personas", True),
    ):
        page = cast.client(who).get(reverse("search"), {"q": words}).content.decode()
        assert (f"{reverse('project-detail', args=[own.code])}#documentos" in page) is found, (who, words)
