"""Projects out of the register, in every format: one table, so that page, job and command write the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import IO, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor
from mcig.files.making import Advance, unseen
from mcig.mesa.middleware import current_mesa
from mcig.rules import Broken
from mcig.sheets import delimited, xlsx
from mcig.sheets.columns import Column
from projects.formats import iati_writing, project_json, word_writing
from projects.queries.exporting import CHUNK, Exported, exported
from projects.rules import LABELS
from projects.rules.finding import Filter
from projects.tables import PROJECTS, translated


@dataclass(frozen=True, slots=True)
class Format:
    """How a list of projects is written. `published`: the format is made for publishing, drafts stay out."""

    suffix: str
    content_type: str
    write: Callable[[IO[bytes], Iterable[Exported]], None]
    published: bool = False


def write(
    kind: str,
    target: IO[bytes],
    *,
    actor: Actor,
    wanted: Filter,
    published: bool = False,
    advance: Advance = unseen,
) -> None:
    """Write what the filter finds for this actor, in the active language, as one of `FORMATS`.

    `published` leaves drafts out, as a format made for publishing always does.
    Rows are read and written in pieces: memory does not grow with them. `advance` is told after each piece
    how many are done, and may raise to stop.
    """
    form = FORMATS[kind]
    rows = exported(actor, wanted, published=published or form.published)
    form.write(target, _counted(rows, advance))


def _counted(rows: Iterable[Exported], advance: Advance) -> Iterator[Exported]:
    for done, each in enumerate(rows, start=1):
        yield each
        if done % CHUNK == 0:
            advance(done)


def _write_sheet(target: IO[bytes], rows: Iterable[Exported]) -> None:
    xlsx.write_into(target, [(_now("Proyectos"), PROJECTS, rows)])


def _write_csv(target: IO[bytes], rows: Iterable[Exported]) -> None:
    delimited.write_into(target, PROJECTS, rows)


def _write_json(target: IO[bytes], rows: Iterable[Exported]) -> None:
    project_json.write_into(target, map(described, rows))


def _write_iati(target: IO[bytes], rows: Iterable[Exported]) -> None:
    """Raises `Broken` where no project may be written: the standard knows no empty file."""
    found = activities(rows)
    first = next(found, None)
    if first is None:
        raise Broken(
            _now(
                "Ninguno de estos proyectos está publicado y declara lo que IATI exige: estado, una fecha y "
                "el papel de alguna institución."
            )
        )
    iati_writing.write_into(target, chain([first], found), made_at=timezone.localtime())


def left_out(rows: Iterable[Exported]) -> Iterator[tuple[Exported, list[str]]]:
    """The projects that are no activity yet, each with what the standard demands and nobody declared."""
    for each in rows:
        if missing := iati_writing.lacking(each.ficha, each.record):
            yield each, missing


def _write_left_out(target: IO[bytes], rows: Iterable[Exported]) -> None:
    delimited.write_into(target, LEFT_OUT, left_out(rows))


LEFT_OUT: tuple[Column[tuple[Exported, list[str]]], ...] = (
    Column(_("Código"), lambda row: row[0].code),
    Column(LABELS["name"], lambda row: row[0].ficha.name or None),
    Column(_("Integrante"), lambda row: row[0].owner),
    Column(_("Qué falta declarar"), lambda row: "; ".join(row[1])),
    Column(
        _("Dónde se declara"),
        lambda row: settings.PUBLIC_URL + reverse("project-record", args=[row[0].code]),
    ),
)

FORMATS: dict[str, Format] = {
    "xlsx": Format("xlsx", xlsx.CONTENT_TYPE, _write_sheet),
    "csv": Format("csv", delimited.CONTENT_TYPE, _write_csv),
    "json": Format("json", project_json.CONTENT_TYPE, _write_json),
    "iati": Format(
        "xml",
        iati_writing.CONTENT_TYPE,
        _write_iati,
        published=True,
    ),
    "iati-faltan": Format(
        "csv",
        delimited.CONTENT_TYPE,
        _write_left_out,
        published=True,
    ),
}


def activities(rows: Iterable[Exported]) -> Iterator[iati_writing.Activity]:
    """Those that declare what the standard demands, as its activities."""
    for each in rows:
        if not iati_writing.lacking(each.ficha, each.record):
            yield activity(each)


def activity(each: Exported) -> iati_writing.Activity:
    """A project as the standard sees it; for an owner without IATI identifier the mesa's acronym stands."""
    mesa = current_mesa()
    standing = f"{mesa.acronym if mesa else 'MESA'}-{each.owner_code}"
    return iati_writing.Activity(
        code=each.code,
        reference=each.owner_iati or standing,
        owner=each.owner,
        owner_kind=each.owner_kind,
        updated=each.on,
        ficha=each.ficha,
        record=each.record,
    )


def one_as_iati(each: Exported) -> bytes:
    """A file of one activity."""
    stream = BytesIO()
    iati_writing.write_into(stream, [activity(each)], made_at=timezone.localtime())
    return stream.getvalue()


def one_as_json(each: Exported, address: str = "") -> bytes:
    """The project as one JSON object; `address` is where it is read, by default in the register."""
    return project_json.dumped(described(each, address))


def described(each: Exported, address: str = "") -> dict[str, Any]:
    """The project as plain JSON values."""
    return project_json.described(_about(each, address), each.ficha, each.record)


def one_as_word(each: Exported, language: str) -> bytes:
    """The ficha as a Word document in the form's layout."""
    with translation.override(language):
        return word_writing.written(translated(each), code=each.code, on=each.on, language=language)


def _about(each: Exported, address: str) -> project_json.Described:
    return project_json.Described(
        code=each.code,
        owner=each.owner,
        owner_code=each.owner_code,
        address=address or settings.PUBLIC_URL + reverse("project-detail", args=[each.code]),
        number=each.number,
        on=each.on,
    )
