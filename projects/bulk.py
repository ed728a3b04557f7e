"""What a filter finds in one file: a ZIP of separate fichas, one book with contents and index, a list."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.alphabet import alphabetical
from mcig.documents.models import IssuedDocument
from mcig.files.making import Advance, unseen
from mcig.mesa.middleware import current_mesa
from mcig.pdf import in_order, render
from mcig.rules import Broken
from projects import exports
from projects.models import RevisionDocument
from projects.models.bundles import OF_FICHAS, BundleKind
from projects.pdf import TAGS, PrintedFicha, ficha_context, ficha_pdf, file_name
from projects.queries.exporting import Exported, exported
from projects.rules.finding import Filter

MOST_IN_BOOK = 50
TEMPLATE = "pdf/projects/book.html"
STYLESHEET = "css/book.css"


def form_of(kind: str) -> tuple[str, str]:
    """How a file of the kind ends, and its content type."""
    if kind == BundleKind.BOOK:
        return "pdf", "application/pdf"
    if kind in OF_FICHAS:
        return "zip", "application/zip"
    return exports.FORMATS[kind].suffix, exports.FORMATS[kind].content_type


def write_bundle(
    target: IO[bytes], kind: str, *, actor: Actor, wanted: Filter, language: str, advance: Advance
) -> None:
    """Write the file of any `BundleKind` in the active language, which is `language`."""
    if kind == BundleKind.BOOK:
        write_book(target, actor=actor, wanted=wanted, language=language, advance=advance)
    elif kind in OF_FICHAS:
        write_zip(target, kind, actor=actor, wanted=wanted, language=language, advance=advance)
    else:
        exports.write(kind, target, actor=actor, wanted=wanted, advance=advance)


def write_zip(
    target: IO[bytes],
    kind: str,
    *,
    actor: Actor,
    wanted: Filter,
    language: str,
    published: bool = False,
    advance: Advance = unseen,
) -> None:
    """A ficha for each project that the filter finds, as `pdf` or `docx`, in a ZIP.

    A published PDF is the issued document, byte for byte: numbered and verifiable. `advance` is told how many
    are done, and may raise to stop. Memory does not grow with their number.
    """
    entries: deque[ZipInfo] = deque()

    def contents() -> Iterator[Callable[[], bytes]]:
        for each in exported(actor, wanted, published=published):
            entries.append(_entry(each, kind))
            yield _printing(each, language) if kind == BundleKind.PDF else _typing(each, language)

    with ZipFile(target, "w") as archive:
        for done, content in enumerate(in_order(contents()), start=1):
            archive.writestr(entries.popleft(), content)
            advance(done)


def _entry(each: Exported, kind: str) -> ZipInfo:
    name = file_name(each.code, each.on, kind, is_draft=not each.number)
    entry = ZipInfo(name, (each.on.year, each.on.month, each.on.day, 0, 0, 0))
    entry.compress_type = ZIP_STORED if kind == BundleKind.PDF else ZIP_DEFLATED
    return entry


def _typing(each: Exported, language: str) -> Callable[[], bytes]:
    return partial(exports.one_as_word, each, language)


def _printing(each: Exported, language: str) -> Callable[[], bytes]:
    """The issued document, or else what prints the ficha."""
    issued = IssuedDocument.objects.filter(
        pk__in=RevisionDocument.objects.filter(revision=each.revision, language=language).values("document")
    ).first()
    if issued is not None:
        return partial(_stored, issued)
    return partial(
        ficha_pdf,
        each.ficha,
        code=each.code,
        on=each.on,
        language=language,
        translations=each.record.translations,
    )


def _stored(issued: IssuedDocument) -> bytes:
    with issued.file.open("rb") as stored:
        return bytes(stored.read())


@dataclass(frozen=True, slots=True)
class Chapter:
    """A ficha of the book; `anchor` is its place, to which contents and index lead."""

    anchor: str
    code: str
    owner: str
    name: str
    ficha: PrintedFicha


def write_book(
    target: IO[bytes], *, actor: Actor, wanted: Filter, language: str, advance: Advance = unseen
) -> None:
    """One PDF/UA document: cover, contents by member, the fichas, an index of goals and thematic areas.

    Raises `Broken` for none, and for more than `MOST_IN_BOOK`.
    """
    found = []
    for each in exported(actor, wanted):
        found.append(each)
        if len(found) > MOST_IN_BOOK:
            raise Broken(
                _("Un libro admite %(most)d fichas: redúzcalas con un filtro, o pida un ZIP.")
                % {"most": MOST_IN_BOOK}
            )
    if not found:
        raise Broken(_("El filtro no encuentra ningún proyecto: no hay fichas que reunir."))
    found.sort(key=lambda each: (alphabetical(each.owner), each.code))
    today = timezone.localdate()
    with translation.override(language):
        context = {
            "lang": TAGS.get(language, language),
            "mesa": current_mesa(),
            "chapters": [_chapter(each, language) for each in found],
            "owners": _by_owner(found),
            "index": _index(found),
            "now": timezone.localtime(),
        }
        target.write(render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=today))
    advance(len(found))


def _chapter(each: Exported, language: str) -> Chapter:
    context: dict[str, Any] = ficha_context(
        each.ficha,
        code=each.code,
        on=each.on,
        language=language,
        version=each.number,
        translations=each.record.translations,
    )
    return Chapter(_anchor(each), each.code, each.owner, each.ficha.name or each.code, context["ficha"])


def _anchor(each: Exported) -> str:
    return f"ficha-{each.code.lower()}"


def _by_owner(found: Iterable[Exported]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The contents: of each member its projects, with anchor, code and name."""
    owners: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in found:
        owners[each.owner].append((_anchor(each), each.code, each.ficha.name or each.code))
    return list(owners.items())


def _index(found: Iterable[Exported]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Goals and thematic areas with the projects that declare them, by anchor and code."""
    goals: dict[int, list[tuple[str, str]]] = defaultdict(list)
    areas: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in found:
        place = (_anchor(each), each.code)
        for number in dict.fromkeys(goal.number for goal in each.ficha.goals):
            goals[number].append(place)
        if each.ficha.thematic_area:
            areas[each.ficha.thematic_area].append(place)
    return [
        *((_("ODS %(number)d") % {"number": number}, goals[number]) for number in sorted(goals)),
        *sorted(areas.items(), key=lambda pair: alphabetical(pair[0])),
    ]
