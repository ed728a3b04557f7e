from __future__ import annotations

import pytest

from mcig.files.kinds import Kind
from mcig.files.names import cleaned, named_as, suffix_of
from mcig.rules import Broken


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Informe final.pdf", "Informe final.pdf"),
        ("C:\\Usuarios\\Ana\\minuta.docx", "minuta.docx"),
        ("../../etc/passwd", "passwd"),
        ("min\0uta\r\n.pdf", "minuta.pdf"),
        ("informe\u202efdp.exe", "informefdp.exe"),
        ("n\u0303andu\u0301.pdf", "ñandú.pdf"),
        ('a"b<c>:d|e?f*.pdf', "a-b-c--d-e-f-.pdf"),
        ("  .. informe   de\tmarzo.pdf. ", "informe demarzo.pdf"),
        ("\u200b/", "archivo"),
        ("", "archivo"),
    ],
)
def test_a_name_is_kept_without_what_misleads(name: str, found: str) -> None:
    assert cleaned(name) == found


def test_a_name_that_is_too_long_is_refused() -> None:
    assert cleaned("a" * 146 + ".pdf") == "a" * 146 + ".pdf"
    with pytest.raises(Broken, match="más de 150 caracteres"):
        cleaned("a" * 147 + ".pdf")


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.PDF", "pdf"), ("a", ""), (".pdf", ""), ("a.b.txt", "txt"), ("a.", "")]
)
def test_suffix(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_a_name_without_suffix_receives_that_of_its_kind() -> None:
    assert named_as("informe", Kind.JPEG) == "informe.jpg"


@pytest.mark.parametrize("name", ["informe.exe", "informe.docx", "informe.pdf.html"])
def test_a_name_that_contradicts_the_content_is_refused(name: str) -> None:
    with pytest.raises(Broken, match=f"«{name}» dice que es otra cosa: por su contenido es PDF"):
        named_as(name, Kind.PDF)
