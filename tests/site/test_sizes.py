"""The greatest size of a request: said by the application, by the proxy and by the documents alike."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.test import Client

from mcig.files.kinds import MAX_FILE_BYTES, MAX_REQUEST_BYTES, MEGABYTE
from tests.support.cast import Cast

ROOT = Path(settings.ROOT)


def test_a_request_beyond_the_limit_is_refused_in_words_and_read_to_its_end(cast: Cast) -> None:
    content = bytes(MAX_REQUEST_BYTES + 1)
    answer = cast.client("secretary").post("/consultas/nueva/", content, content_type="multipart/form-data")
    page = " ".join(answer.content.decode().split())

    assert answer.status_code == 413
    assert "<title>El archivo o el texto es demasiado grande</title>" in page
    assert (
        "El máximo es 25.0\xa0MB por archivo, 60.0\xa0MB entre todos los de un envío y 2.0\xa0MB de texto."
    ) in answer.content.decode()


def test_more_files_than_a_form_takes_are_refused_in_words(cast: Cast) -> None:
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f"; filename="{n}.txt"\r\n\r\na\r\n' for n in range(21)
    )
    answer = Client().post(
        "/cuenta/entrar/", f"{parts}--x--\r\n".encode(), content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413


def test_proxy_and_documents_say_what_the_application_does() -> None:
    proxy = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    limits = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    file, request = MAX_FILE_BYTES // MEGABYTE, MAX_REQUEST_BYTES // MEGABYTE

    assert re.findall(r"client_max_body_size (\w+);", proxy) == [f"{request}m"]
    assert f"el máximo: {file} MB por archivo y {request} MB entre todos." in proxy
    assert f"| an uploaded file | {file} MB;" in limits
    assert f"20 files; {request} MB in all |" in limits
