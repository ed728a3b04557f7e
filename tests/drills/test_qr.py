"""The QR code of every printed document that has one, read by a program that reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.cast import Cast
from tests.support.pdfs import page_texts
from tests.support.printing import printed

pytestmark = [pytest.mark.drill, pytest.mark.django_db]
ADDRESS = re.compile(r"\S+/verificar/[A-Z0-9]+")


@pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("pdftoppm")),
    reason="needs zbarimg (zbar-tools) and pdftoppm (poppler-utils)",
)
def test_the_code_is_the_address_beside_it(cast: Cast, tmp_path: Path) -> None:
    read = []
    for name, language, content in printed(cast):
        beside = {found for text in page_texts(content) for found in ADDRESS.findall(text)}
        if beside:
            codes = {each.partition("://")[2].rstrip("/") for each in _codes(content, tmp_path)}
            assert codes == {each.rstrip("/") for each in beside}, name
            read.append(f"{name} ({language})")
    print("\n  read: " + ", ".join(read))
    assert {each.partition(" ")[0] for each in read} >= {"dossier-file", "project-ficha-pdf"}


def _codes(content: bytes, folder: Path) -> set[str]:
    (folder / "document.pdf").write_bytes(content)
    for old in folder.glob("page*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", "150", "-png", "document.pdf", "page"], cwd=folder, check=True)
    pages = sorted(folder.glob("page*.png"))
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", *map(str, pages)], capture_output=True, text=True, check=False
    )
    return set(done.stdout.split())
