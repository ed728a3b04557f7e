"""The words of a file: read of each kind, bounded, and nothing breaks where there are none."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from mcig.files import texts
from mcig.files.actions import accept, check
from mcig.files.models import FileText, StoredFile
from mcig.files.reading import MOST_CHARACTERS, text_of
from mcig.files.sweeping import unreferenced
from mcig.files.tasks import read_missing
from tests.support.cast import Cast
from tests.support.files import office, packed, picture, printed, upload

ODT = b'<o:text xmlns:o="urn:o"><o:h>Plan</o:h><o:p>de <o:span>cuidados</o:span></o:p></o:text>'

SLIDE = b'<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>Cuidados</a:t></a:r></a:p></p:sld>'


def word() -> bytes:
    document, stream = Document(), BytesIO()
    document.add_paragraph("Nota sobre cuidados")
    document.add_table(1, 1).cell(0, 0).text = "Celda"
    document.save(stream)
    return stream.getvalue()


def book() -> bytes:
    workbook, stream = Workbook(), BytesIO()
    workbook.active["A1"] = "Presupuesto"
    workbook.active["B2"] = 12
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        ("docx", word(), "Nota sobre cuidados\nCelda"),
        ("xlsx", book(), "Presupuesto"),
        ("odt", packed({"content.xml": ODT}), "Plan\nde cuidados"),
        ("pptx", packed({"ppt/slides/slide1.xml": SLIDE}), "Cuidados"),
        ("txt", "\ufeffUna  línea\ny\x00otra".encode(), "Una línea y otra"),
        ("csv", b"a;b", "a;b"),
        ("png", picture(), ""),
    ],
)
def test_words_are_read_of_each_kind(kind: str, content: bytes, text: str) -> None:
    assert text_of(kind, content) == text


def test_a_long_text_is_cut() -> None:
    assert len(text_of("txt", b"palabra " * 50_000)) == MOST_CHARACTERS


@pytest.mark.django_db
def test_job_reads_a_pdf_in_its_own_process_once(cast: Cast) -> None:
    stored = accept(actor=cast.actor("secretary"), upload=upload("nota.pdf", printed("Hoja de ruta")))
    for _again in range(2):
        texts.read(stored.pk)
    assert FileText.objects.get(stored=stored).text == "Hoja de ruta"


@pytest.mark.django_db
def test_damaged_file_has_no_words_and_is_not_tried_again(cast: Cast) -> None:
    stored = accept(actor=cast.actor("secretary"), upload=upload("nota.docx", office("docx")))
    with stored.file.open("wb") as file:
        file.write(b"PK\x03\x04 roto")
    texts.read(stored.pk)
    assert (FileText.objects.get(stored=stored).text, list(texts.unread())) == ("", [])


@pytest.mark.django_db
def test_what_nobody_read_is_queued_every_hour(cast: Cast) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415

    stored = accept(actor=cast.actor("secretary"), upload=check(upload("nota.txt", b"Nota")))
    waiting = ProcrastinateJob.objects.filter(task_name="files.read", args={"stored": stored.pk})
    assert waiting.count() == 1
    read_missing(0)
    assert waiting.count() == 2
    texts.read(stored.pk)
    read_missing(0)
    assert waiting.count() == 2


@pytest.mark.django_db
def test_words_do_not_keep_a_file_that_nothing_refers_to(cast: Cast) -> None:
    stored = accept(actor=cast.actor("secretary"), upload=upload("nota.txt", b"Nota"))
    texts.read(stored.pk)
    assert list(unreferenced()) == [stored]
    unreferenced().delete()
    assert (StoredFile.objects.count(), FileText.objects.count()) == (0, 0)
