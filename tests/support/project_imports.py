"""Files of projects as people send them, and an import of France for the table of routes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.urls import reverse

from mcig.files.actions import check
from members.models import Organisation
from projects.actions import imports
from projects.actions.imports_reading import KINDS
from projects.models import ProjectImport
from tests.support.cast import Cast
from tests.support.files import upload

MATRIX = "Nombre;Clave\nPromotoras comunitarias;FR-7\n"


def checked(name: str, content: bytes) -> Any:
    """A file as the desk takes it."""
    return check(upload(name, content), admitted=KINDS)


def taken(  # noqa: PLR0917 - who, for whom and of which country are left out most times
    cast: Cast, name: str, content: bytes, who: str = "french", owner: str = "FR", country: str = "MX"
) -> ProjectImport:
    """An import of the file for an organisation; of IATI without a country everything."""
    organisation = Organisation.objects.get(code=owner)
    options = {"iati": {"country": country, "only_marked": bool(country)}}
    return imports.upload(
        actor=cast.actor(who), organisation=organisation, file=checked(name, content), options=options
    )


def word(rows: Sequence[tuple[str, ...]], *, footer: str = "") -> bytes:
    """A Word document with the form's title and a table of these rows."""
    from docx import Document  # noqa: PLC0415

    document = Document()
    document.add_paragraph("FICHA RESUMEN PROYECTOS BILATERALES")
    table = document.add_table(rows=0, cols=max(len(row) for row in rows))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    if footer:
        document.add_paragraph(footer)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of an import of France."""
    if name in {"import-upload", "import-template"}:
        return [("", reverse(name))]
    batch = ProjectImport.objects.first() or taken(cast, "matriz.csv", MATRIX.encode())
    position = [1] if name == "import-entry" else []
    if position and not batch.entries.exists():
        columns = {"Nombre": "name", "Clave": "identifier"}
        imports.map_columns(actor=cast.actor("french"), batch=batch, columns=columns)
    return [("(France)", reverse(name, args=[batch.pk, *position]))]
