"""Papers of a meeting: who reads which, versions, order, what is refused; and the folder that joins them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader, PdfWriter

from agenda.actions import joining
from agenda.actions.papers import add_papers, change_paper
from agenda.models import Folder, Meeting, Paper
from mcig.files.actions import check
from mcig.notices.models import News
from tests.support.cast import Cast
from tests.support.files import pdf, upload
from tests.support.meetings import convened, item, meeting, published
from tests.support.pages import field_in, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> Meeting:
    made = convened(cast)
    item(made, "Cuidados")
    published(made, cast)
    return made


def paper(cast: Cast, made: Meeting, title: str, level: str = "members", **more: Any) -> Paper:
    content = more.pop("content", pdf(pages=2))
    name = more.pop("name", "nota.pdf")
    (added,) = add_papers(
        actor=cast.actor("secretary"),
        meeting=made,
        files=[check(upload(name, content))],
        level=level,
        title=title,
        **more,
    )
    return added


def sent(browser: Client, made: Meeting, *files: Any, **data: Any) -> Any:
    address = f"/reuniones/{made.pk}/documentos/"
    once = field_in(page(browser, address), "once")
    return browser.post(address, {"papers": list(files), "level": "members", "item": "", "once": once} | data)


def address(added: Paper, number: int = 1) -> str:
    return f"/reuniones/{added.meeting_id}/documentos/{added.pk}/v{number}/"


def test_several_papers_are_loaded_at_once(cast: Cast, made: Meeting) -> None:
    row = made.items.get()
    answer = sent(
        cast.client("chilean"), made, upload("uno.pdf", pdf()), upload("dos.pdf", pdf()), item=row.pk
    )
    assert answer.status_code == 302
    assert [(each.title, each.item, each.position) for each in made.papers.all()] == [
        ("uno", row, 1),
        ("dos", row, 2),
    ]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("nota.pdf", b"MZ" + b"x" * 100), "nota.pdf"),
        (SimpleUploadedFile("grande.pdf", b"%PDF-1.7\n" + b"x" * (26 * 1024 * 1024)), "25 MB"),
    ],
)
def test_a_false_type_and_a_heavy_file_are_refused_in_words(
    cast: Cast, made: Meeting, file: SimpleUploadedFile, sentence: str
) -> None:
    answer = sent(cast.client("secretary"), made, file)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not made.papers.exists()


def test_each_reads_the_papers_of_their_level(cast: Cast, made: Meeting) -> None:
    papers = {level: paper(cast, made, level, level) for level in ("secretariat", "presidency", "members")}
    reads = {
        "french": ["members"],
        "administrator": ["members"],
        "german": ["presidency", "members"],
        "secretary": ["secretariat", "presidency", "members"],
    }
    for who, levels in reads.items():
        browser = cast.client(who)
        assert [level for level, each in papers.items() if status(browser, address(each)) == 200] == levels
    assert cast.client("stranger").get(address(papers["members"])).status_code == 403


def test_members_are_told_of_papers_that_they_may_read_now(cast: Cast, made: Meeting) -> None:
    paper(cast, made, "Mapa de cuidados", item=made.items.get().pk)
    paper(cast, made, "Reservado", "secretariat")
    paper(cast, made, "De un punto nuevo", item=item(made, "Nuevo").pk)
    paper(cast, meeting(cast, "Borrador"), "De un borrador")
    told = News.objects.filter(kind_name="meeting-papers")
    assert {each.line for each in told} == {
        "Documentos nuevos de «Reunión ordinaria de abril»: «Mapa de cuidados»."
    }
    assert sorted(each.address.split("@")[0] for each in told) == [
        "alemania",
        "chile",
        "francia",
        "suplente.francia",
    ]


def test_papers_of_a_draft_and_of_what_is_not_published_are_unseen(cast: Cast, made: Meeting) -> None:
    hidden = [
        paper(cast, meeting(cast, "Borrador"), "De un borrador"),
        paper(cast, made, "De un punto en espera", item=item(made, "Visita", lane="waiting").pk),
        paper(cast, made, "De un punto nuevo", item=item(made, "Nuevo").pk),
    ]
    browser = cast.client("french")
    assert [status(browser, address(each)) for each in hidden] == [404, 404, 404]
    text = page(browser, f"/reuniones/{made.pk}/")
    assert not [each.title for each in hidden if each.title in text]


def test_a_replaced_paper_keeps_its_versions_for_those_who_prepare(cast: Cast, made: Meeting) -> None:
    added = paper(cast, made, "Nota")
    file = check(upload("nueva.pdf", pdf(pages=3)))
    change_paper(
        actor=cast.actor("secretary"),
        paper=added,
        version=1,
        title="Nota",
        level="members",
        item=None,
        file=file,
    )
    assert status(cast.client("secretary"), address(added, 1)) == 200
    answer = cast.client("french").get(address(added, 1))
    assert answer["Location"] == address(added, 2)
    pages = PdfReader(BytesIO(b"".join(cast.client("french").get(address(added, 2))))).pages
    assert len(pages) == 3


def test_a_stale_change_is_refused(cast: Cast, made: Meeting) -> None:
    added = paper(cast, made, "Nota")
    browser = cast.client("secretary")
    data = {"title": "Nota 2", "level": "members", "item": "", "version": "1"}
    where = f"/reuniones/{made.pk}/documentos/{added.pk}/"
    assert [browser.post(where, data).status_code for _save in range(2)] == [302, 409]


def test_papers_are_put_in_order_and_removed(cast: Cast, made: Meeting) -> None:
    _one, two = paper(cast, made, "Uno"), paper(cast, made, "Dos")
    browser = cast.client("secretary")
    browser.post(f"/reuniones/{made.pk}/documentos/{two.pk}/mover/", {"move": "up"})
    assert [each.title for each in made.papers.order_by("position")] == ["Dos", "Uno"]
    browser.post(f"/reuniones/{made.pk}/documentos/{two.pk}/quitar/")
    assert browser.get(address(two)).status_code == 404


def status(browser: Client, where: str) -> int:
    """The status of a download; reading it to its end also closes the file."""
    answer = browser.get(where)
    if answer.streaming:
        b"".join(answer)
    return answer.status_code


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt("clave")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def folder_of(cast: Cast, who: str, made: Meeting) -> PdfReader:
    browser = cast.client(who)
    assert browser.post(f"/reuniones/{made.pk}/carpeta/pedir/").status_code == 302
    asked = Folder.objects.latest("pk")
    assert "0 de" in page(browser, f"/reuniones/{made.pk}/carpeta/")
    joining.make(folder_id=asked.pk)
    assert "La carpeta está lista." in page(browser, f"/reuniones/{made.pk}/carpeta/")
    return PdfReader(BytesIO(b"".join(browser.get(f"/reuniones/{made.pk}/carpeta.pdf"))))


def test_the_folder_joins_what_its_reader_may_read(cast: Cast, made: Meeting) -> None:
    paper(cast, made, "Nota conceptual", content=pdf(pages=3), item=made.items.get().pk)
    paper(cast, made, "Reservada", "presidency")
    paper(cast, made, "Lista", content=b"a;b\n1;2\n", name="lista.csv")
    read = folder_of(cast, "french", made)
    text = " ".join(each.extract_text() for each in read.pages)
    assert ("Nota conceptual" in text, "Reservada" in text) == (True, False)
    assert "no se une: descárguelo en la página de la reunión" in text
    titles = [str(each["/Title"]) for each in read.outline if not isinstance(each, list)]
    assert [title for title in titles if title in {"Nota conceptual", "Lista"}] == [
        "Lista",
        "Nota conceptual",
    ]
    # Cover, contents, agenda, then each paper's own page and its pages.
    assert len(read.pages) == 3 + 1 + (1 + 3)
    assert read.page_labels[:4] == ["i", "ii", "iii", "1"]
    assert "Reservada" in " ".join(each.extract_text() for each in folder_of(cast, "german", made).pages)


def test_a_broken_or_encrypted_paper_is_named_and_the_rest_is_joined(cast: Cast, made: Meeting) -> None:
    for title, content in (("Cifrada", encrypted()), ("Rota", b"%PDF-1.7 nada")):
        stored = paper(cast, made, title).versions.get().stored
        Path(stored.file.path).write_bytes(content)
    paper(cast, made, "Sana", content=pdf(pages=2))
    text = " ".join(each.extract_text() for each in folder_of(cast, "french", made).pages)
    assert ("está cifrado" in text, "está dañado" in text, "Sana" in text) == (True, True, True)


def test_a_folder_is_made_anew_when_something_changed(cast: Cast, made: Meeting) -> None:
    folder_of(cast, "french", made)
    browser = cast.client("french")
    paper(cast, made, "Otra")
    assert browser.get(f"/reuniones/{made.pk}/carpeta.pdf").status_code == 404
    assert "cambió el orden del día o algún documento" in page(browser, f"/reuniones/{made.pk}/carpeta/")
    assert len(folder_of(cast, "french", made).pages) == 3 + 1 + 2
    assert Folder.objects.count() == 1


def test_a_folder_that_cannot_be_made_says_so(cast: Cast, made: Meeting) -> None:
    browser = cast.client("french")
    browser.post(f"/reuniones/{made.pk}/carpeta/pedir/")
    asked = Folder.objects.get()
    Folder.objects.filter(pk=asked.pk).update(state="failed")
    assert "La carpeta no se pudo preparar." in page(browser, f"/reuniones/{made.pk}/carpeta/")
    browser.post(f"/reuniones/{made.pk}/carpeta/pedir/")
    assert Folder.objects.get().state == "waiting"
