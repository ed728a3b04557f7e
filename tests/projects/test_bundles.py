"""Many fichas, or a long list, in one file: made by a job, called off, expiring, and one's own."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from mcig.files.making import MakingState, Stopped, make
from mcig.rules import Broken
from members.models import Posting
from projects import bulk, exports
from projects.actions import bundles
from projects.models import Bundle
from projects.rules.finding import Filter
from projects.views import exports as views
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.queries import queries_of
from tests.support.records import whole

ASK = "project-bundle-ask"


def ask(cast: Cast, kind: str = "pdf", query: str = "", who: str = "french") -> Bundle:
    cast.client(who).post(reverse(ASK), {"consulta": query, "tipo": kind})
    return Bundle.objects.order_by("pk").last() or Bundle()


def content_of(cast: Cast, bundle: Bundle, who: str = "french", status: int = 200) -> bytes:
    answer: Any = cast.client(who).get(reverse("project-bundle-file", args=[bundle.pk]))
    assert answer.status_code == status
    return b"".join(answer.streaming_content) if answer.streaming else b""


def made(cast: Cast, kind: str = "pdf", query: str = "", who: str = "french") -> Bundle:
    bundle = ask(cast, kind, query, who)
    bundles.make_bundle(bundle_id=bundle.pk)
    bundle.refresh_from_db()
    return bundle


def test_zip_holds_the_issued_fichas_and_marked_drafts(cast: Cast) -> None:
    published = project(cast.actor("chilean"), cast.chile, publish=True)
    project(cast.actor("french"), cast.france, replace(COMPLETE, name="Borrador propio"))
    project(cast.actor("german"), cast.germany, replace(COMPLETE, name="Borrador ajeno"))
    bundle = made(cast)
    assert (bundle.state, bundle.done, bundle.total) == (MakingState.READY, 2, 2)
    with zipfile.ZipFile(io.BytesIO(content_of(cast, bundle))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["CL-2024-001_2024-03-12.pdf", "BORRADOR_FR-2024-001_2024-03-12.pdf"]
        assert published.current is not None
        with published.current.issued.get(language="es").document.file.open("rb") as stored:
            assert archive.read("CL-2024-001_2024-03-12.pdf") == stored.read()
        draft = PdfReader(io.BytesIO(archive.read("BORRADOR_FR-2024-001_2024-03-12.pdf")))
        assert "Borrador propio" in draft.pages[0].extract_text()


def test_book_has_cover_contents_fichas_and_index(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, replace(COMPLETE, name="Segunda red"), publish=True)
    project(cast.actor("chilean"), cast.chile, replace(COMPLETE, name="Primera red"), publish=True)
    reader = PdfReader(io.BytesIO(content_of(cast, made(cast, "book"))))
    pages = [page.extract_text() for page in reader.pages]
    assert "2 fichas, reunidas el 12 de marzo de 2024." in pages[0]
    contents = " ".join(pages[1].split())
    assert contents.index("Embajada de Chile en México Primera red") < contents.index("Segunda red")
    assert "CL-2024-001" in contents
    assert "Nombre Proyecto" in pages[2]
    index = " ".join(pages[-1].split())
    assert index.index("ODS 5") < index.index("ODS 10") < index.index("Desarrollo social")
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Fichas de proyectos de cooperación"
    assert root["/Lang"] == "es-MX"


def test_word_bundle_follows_the_filter(cast: Cast) -> None:
    project(cast.actor("chilean"), cast.chile, publish=True)
    project(cast.actor("french"), cast.france, publish=True)
    bundle = made(cast, "docx", "integrante=CL")
    with zipfile.ZipFile(io.BytesIO(content_of(cast, bundle))) as archive:
        assert archive.namelist() == ["CL-2024-001_2024-03-12.docx"]


def test_progress_is_shown_and_the_job_can_be_called_off(cast: Cast) -> None:
    for _number in range(3):
        project(cast.actor("french"), cast.france)
    bundle = ask(cast)
    page = cast.client("french").get(reverse("project-bundle", args=[bundle.pk])).content.decode()
    assert "0 de 3 proyectos" in page
    Bundle.objects.update(state=MakingState.WORKING, done=2)
    browser = cast.client("french")
    part = browser.get(reverse("project-bundle", args=[bundle.pk]), headers={"HX-Request": "true"})
    assert "2 de 3 proyectos" in part.content.decode()
    assert "<html" not in part.content.decode()
    browser.post(reverse("project-bundle-cancel", args=[bundle.pk]))
    bundles.make_bundle(bundle_id=bundle.pk)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.file.name) == (MakingState.CANCELLED, "")
    assert "Se canceló" in browser.get(reverse("project-bundle", args=[bundle.pk])).content.decode()
    content_of(cast, bundle, status=404)


def test_a_job_that_runs_stops_at_the_next_ficha(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    bundle = ask(cast)
    rows = Bundle.objects.filter(pk=bundle.pk)
    seen = []

    def write(_target: object, advance: Any) -> None:
        advance(1)
        rows.update(state=MakingState.CANCELLED)
        with pytest.raises(Stopped):
            advance(2)
        seen.append("stopped")
        raise Stopped

    make(rows, write, name="x.zip")
    assert (seen, rows.get().state) == (["stopped"], MakingState.CANCELLED)


def test_asking_twice_is_one_file_and_a_failure_can_be_asked_again(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    assert ask(cast).pk == ask(cast).pk
    Bundle.objects.update(state=MakingState.FAILED, problem="No cupo.")
    page = cast.client("french").get(reverse("project-bundle", args=[ask_pk()])).content.decode()
    assert "No cupo." in page
    assert ask(cast).state == MakingState.WAITING
    assert Bundle.objects.count() == 2


def ask_pk() -> int:
    return Bundle.objects.get().pk


def test_nothing_and_too_many_are_refused_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = cast.client("french")
    answer = browser.post(reverse(ASK), {"consulta": "ods=17", "tipo": "pdf"}, follow=True)
    assert "no hay nada que reunir" in answer.content.decode()
    for _number in range(3):
        project(cast.actor("french"), cast.france)
    monkeypatch.setattr(bulk, "MOST_IN_BOOK", 2)
    answer = browser.post(reverse(ASK), {"tipo": "book"}, follow=True)
    assert "Son más de 2 proyectos" in answer.content.decode()
    assert browser.post(reverse(ASK), {"tipo": "otro"}).status_code == 404
    assert Bundle.objects.count() == 0
    with pytest.raises(Broken):
        bulk.write_book(io.BytesIO(), actor=cast.actor("french"), wanted=Filter(), language="es")


def test_file_is_ones_own_expires_and_goes_with_the_right(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    bundle = made(cast)
    assert content_of(cast, bundle)
    for who in ("french_alternate", "chilean", "secretary"):
        content_of(cast, bundle, who, status=404)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        content_of(cast, bundle, status=404)
        assert bundles.forget_bundles() == 1
    bundle = made(cast)
    Posting.objects.filter(person__user=cast.french).delete()
    content_of(cast, bundle, status=403)


def test_right_that_is_gone_before_the_job_runs_makes_no_file(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    bundle = ask(cast)
    Posting.objects.filter(person__user=cast.french).delete()
    bundles.make_bundle(bundle_id=bundle.pk)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.file.name) == (MakingState.FAILED, "")
    assert "cambió desde que pidió el archivo" in bundle.problem


@pytest.mark.parametrize("kind", list(exports.FORMATS))
def test_a_long_list_is_asked_for_and_is_the_file_that_the_page_gives(
    cast: Cast, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who, owner in (("chilean", cast.chile), ("french", cast.france), ("german", cast.germany)):
        project(cast.actor(who), owner, replace(COMPLETE, name=f"Canario {owner.code}"))
        project(cast.actor(who), owner, publish=True)
    whole(cast)
    address = reverse("project-export", args=[kind])
    browser = cast.client("french")
    at_once: Any = browser.get(address)
    directly = b"".join(at_once.streaming_content)
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    page = browser.get(f"{address}?ods=5")
    assert "Son más de 2 proyectos" in page.content.decode()
    assert page.context["wanted"].query == "ods=5"
    bundle = made(cast, kind)
    content = content_of(cast, bundle)
    assert (bundle.state, bundle.done) == (MakingState.READY, bundle.total)
    if kind == "xlsx":
        assert values_of(content) == values_of(directly)
        assert {row[1] for row in values_of(content)} >= {"Canario FR"}
    else:
        assert without_moment(content) == without_moment(directly)
    assert b"Canario CL" not in content
    assert b"Canario DE" not in content


def without_moment(content: bytes) -> bytes:
    return re.sub(rb'generated-datetime="[^"]+"', b"", content)


def values_of(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(content)).active.values)


def test_a_list_that_is_called_off_stops_and_leaves_no_file(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        project(cast.actor("french"), cast.france)
    monkeypatch.setattr(exports, "CHUNK", 1)
    rows = Bundle.objects.filter(pk=ask(cast, "csv").pk)
    written = []

    def write(target: Path, advance: Any) -> None:
        def seen(done: int) -> None:
            written.append(done)
            if done == 2:
                rows.update(state=MakingState.CANCELLED)
            advance(done)

        with target.open("wb") as file:
            exports.write("csv", file, actor=cast.actor("french"), wanted=Filter(), advance=seen)

    make(rows, write, name="x.csv")
    assert (written, rows.get().state, rows.get().done, rows.get().file.name) == ([1, 2], "cancelled", 1, "")


def test_what_a_killed_worker_left_half_done_is_made_whole(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    bundle = ask(cast, "json")
    Bundle.objects.update(state=MakingState.WORKING, done=1)
    bundles.make_bundle(bundle_id=bundle.pk)
    bundle.refresh_from_db()
    assert bundle.state == MakingState.READY
    assert [each["code"] for each in json.loads(content_of(cast, bundle))] == ["FR-2024-001"]


def test_ones_own_files_are_listed(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    address = reverse("project-bundles")
    assert "No ha pedido ningún archivo" in cast.client("french").get(address).content.decode()
    kinds = ("xlsx", "pdf", "csv")
    made_now = [ask(cast, kind) for kind in kinds]
    Bundle.objects.filter(pk=made_now[0].pk).update(state=MakingState.READY)
    browser = cast.client("french")
    at_three = len(queries_of(browser, address))
    page = browser.get(address)
    assert [each.kind for each in page.context["bundles"]] == ["csv", "pdf", "xlsx"]
    assert "Listo para descargar" in page.content.decode()
    Bundle.objects.exclude(kind="pdf").delete()
    assert len(queries_of(browser, address)) == at_three == 5
    assert list(cast.client("chilean").get(address).context["bundles"]) == []


def test_a_list_is_in_the_language_of_who_asked(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    browser.cookies["django_language"] = "en"
    browser.post(reverse(ASK), {"consulta": "", "tipo": "csv"}, headers={"accept-language": "en"})
    bundles.make_bundle(bundle_id=ask_pk())
    assert content_of(cast, Bundle.objects.get()).decode("utf-8-sig").startswith("Code,")


def test_nobody_fills_the_queue_with_files_of_their_own(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    for each in range(bundles.MOST_UNDER_WAY):
        ask(cast, query=f"estado=&anio=&q={'red ' * each}")
    asked = Bundle.objects.count()
    assert asked == bundles.MOST_UNDER_WAY
    browser = cast.client("french")
    page = browser.post(reverse(ASK), {"consulta": "q=otra", "tipo": "pdf"}, follow=True).content.decode()
    assert "Ya se preparan 5 archivos que usted pidió" in page
    assert Bundle.objects.count() == asked
    assert set(ProcrastinateJob.objects.filter(task_name="projects.make_bundle").values_list("lock")) == {
        (f"projects.bundles:{cast.french.pk}",)
    }
    ask(cast, who="chilean")
    assert Bundle.objects.count() == asked + 1
