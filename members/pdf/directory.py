"""The printed directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from mcig.files.models import StoredFile
from mcig.mesa.models import Mesa
from mcig.pdf import render
from mcig.rules import Broken
from members.queries.directory import Entry, logos_of

# WeasyPrint lays out about a hundred of these rows in a second.
MAX_PRINTED = 600


def directory_pdf(entries: Sequence[Entry], *, mesa: Mesa | None, on: date, language: str) -> bytes:
    """The directory as PDF/UA-1, one table for each organisation, in the order given.

    Raises `Broken` for more than `MAX_PRINTED` people.
    """
    if len(entries) > MAX_PRINTED:
        raise Broken(
            _("El directorio en PDF admite %(most)d personas. Use un filtro o descárguelo en XLSX.")
            % {"most": MAX_PRINTED}
        )
    with translation.override(language):
        logos = logos_of(entry.code for entry in entries)
        pictures = {f"pictures/{code}.png": _content(logo) for code, logo in logos.items()}
        groups = [
            (organisation, list(people), f"pictures/{code}.png" if code in logos else "")
            for (code, organisation), people in groupby(
                entries, key=lambda entry: (entry.code, entry.organisation)
            )
        ]
        context = {"groups": groups, "mesa": mesa, "on": on, "total": len(entries), "language": language}
    return render(
        "pdf/members/directory.html",
        context,
        stylesheet="css/directory.css",
        language=language,
        on=on,
        pictures=pictures,
    )


def _content(logo: StoredFile) -> bytes:
    with logo.file.open("rb") as file:
        return bytes(file.read())
