"""Logos of organisations: painted anew, shown beside the name, printed in the directory."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader

from mcig.files.models import StoredFile
from members.models import Organisation
from tests.support.cast import Cast
from tests.support.files import pdf, picture, upload
from tests.support.pdfs import flat

pytestmark = pytest.mark.django_db
CARD, CHANGE, LOGO = "/integrantes/FR/", "/integrantes/FR/logotipo/", "/integrantes/FR/logotipo.png"


def send(browser: Client, file: SimpleUploadedFile, version: int = 1) -> tuple[int, str]:
    answer = browser.post(CHANGE, {"version": version, "logo": file}, follow=True)
    return answer.status_code, flat(answer.content.decode())


def secretive() -> bytes:
    """A large picture with a text inside and another document behind it."""
    stream, words = BytesIO(), PngInfo()
    words.add_text("Author", "secreto")
    Image.new("RGB", (1200, 900), "#0055a4").save(stream, "PNG", pnginfo=words)
    return stream.getvalue() + b"<script>secreto</script>"


def test_a_logo_is_painted_anew_and_shown_beside_the_name(cast: Cast) -> None:
    status, shown = send(cast.client("secretary"), upload("bandera.png", secretive()))
    assert status == 200
    assert "El logotipo quedó guardado." in shown
    assert f'<img class="logo" src="{LOGO}" alt="">' in shown
    answer = cast.client("french").get(LOGO)
    content = answer.getvalue()
    with Image.open(BytesIO(content)) as painted:
        assert (painted.format, painted.size, painted.info) == ("PNG", (320, 240), {})
        assert painted.getpixel((5, 5)) == (0, 0x55, 0xA4, 255)
    assert b"secreto" not in content
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == 'attachment; filename="bandera.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Organisation.objects.get(code="FR").version == 2


def test_a_logo_is_replaced_and_removed(cast: Cast) -> None:
    browser = cast.client("secretary")
    send(browser, upload("uno.jpg", picture("JPEG")))
    send(browser, upload("dos.png", picture("PNG", (20, 20))), version=2)
    assert Organisation.objects.get(code="FR").logo == StoredFile.objects.get(name="dos.png")
    assert browser.post(CHANGE, {"version": 2, "remove": "1"}).status_code == 409
    answer = browser.post(CHANGE, {"version": 3, "remove": "1"}, follow=True)
    assert "Se quitó el logotipo." in answer.content.decode()
    assert browser.get(LOGO).status_code == 404
    assert 'class="logo"' not in browser.get(CARD).content.decode()


def test_the_list_of_members_has_a_place_for_logos_once_there_is_one(cast: Cast) -> None:
    browser = cast.client("secretary")
    assert "logo-place" not in browser.get("/integrantes/").content.decode()
    send(browser, upload("uno.png", picture("PNG", (60, 40))))
    shown = cast.client("french").get("/integrantes/").content.decode()
    assert shown.count(f'<span class="logo-place"><img src="{LOGO}" alt="" loading="lazy"></span>') == 1
    assert shown.count('<span class="logo-place"></span>') == shown.count('scope="row"') - 3


def noise() -> bytes:
    """A photograph of nothing, which no compression makes small."""
    stream = BytesIO()
    Image.effect_noise((400, 400), 90).save(stream, "JPEG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload("a.pdf", pdf()), "Aquí se admiten archivos de estos tipos: PNG, JPEG."),
        (upload("a.svg", b"<svg></svg>"), "una página web, un dibujo SVG"),
        (upload("a.jpg", b"\xff\xd8\xff nada"), "La imagen está dañada y no se puede leer."),
        (upload("a.jpg", noise()[:20_000]), "La imagen está dañada y no se puede leer."),
        (upload("a.png", picture("PNG", (5000, 4000))), "La imagen tiene más de 16 millones de puntos."),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(
    cast: Cast, file: SimpleUploadedFile, sentence: str
) -> None:
    file.seek(0)
    status, shown = send(cast.client("secretary"), file)
    assert status == 422
    assert sentence in shown
    assert StoredFile.objects.count() == 0


def test_the_printed_directory_carries_the_logo(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    browser = cast.client("secretary")
    without = PdfReader(BytesIO(browser.get("/directorio/pdf/").getvalue()))
    assert sum(len(page.images) for page in without.pages) == 0
    send(browser, upload("uno.png", picture("PNG", (60, 40))))
    printed = PdfReader(BytesIO(browser.get("/directorio/pdf/").getvalue()))
    images = [image.image for page in printed.pages for image in page.images if image.image]
    assert [image.size for image in images] == [(60, 40)]
    assert [record.message for record in caplog.records if record.name == "weasyprint"] == []
