"""The projects that everybody reads: published fichas that their owner, or the secretariat, marked so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.documents.delivery import deliver_issued, in_language_of_page
from mcig.public.parts import Attachment, DataFile, Entry, Part, register
from members.models import name_of
from projects import exports
from projects.formats import iati_writing, project_json
from projects.models import Project, RevisionDocument
from projects.models.parts import RevisionTranslation
from projects.pdf import ficha_context, file_name
from projects.queries.exporting import Exported, exported_public
from projects.tables import PUBLIC_PROJECTS


@register
class Projects(Part[Project]):
    """Published projects with the mark."""

    slug = "proyectos"
    title = _("Proyectos")
    lead = _("Los proyectos de cooperación cuya ficha publica quien los presenta.")
    order = 30
    template = "public/project.html"
    columns = PUBLIC_PROJECTS

    def rows(self) -> QuerySet[Project]:
        shown = Project.objects.public().select_related("current", "owner")
        return shown.annotate(owner_name=name_of("owner_id", timezone.localdate())).order_by("code")

    def latest(self, most: int) -> list[Entry]:
        return self.entries(self.rows().order_by("-current__published_at")[:most])

    def entries(self, rows: Iterable[Project]) -> list[Entry]:
        listed = list(rows)
        english = _english_names(listed)
        return [_entry(each, english) for each in listed]

    def row(self, key: str) -> Project | None:
        return self.rows().filter(code=key).first()

    def page(self, row: Project) -> dict[str, Any]:
        """The ficha as it is printed, in the language of the page."""
        each, language = _exported(row), get_language() or "es"
        return ficha_context(
            each.ficha,
            code=each.code,
            on=each.on,
            language=language,
            version=each.number,
            translations=each.record.translations,
        )

    def give(self, request: HttpRequest, row: Project, name: str) -> HttpResponseBase | None:
        if name == "ficha.pdf":
            return _issued(request, row)
        if name == "ficha.json":
            each = _exported(row)
            return _download(
                each, exports.one_as_json(each, address_of(row)), project_json.CONTENT_TYPE, "json"
            )
        if name == "ficha.xml" and not iati_writing.lacking((each := _exported(row)).ficha, each.record):
            return _download(each, exports.one_as_iati(each), iati_writing.CONTENT_TYPE, "xml")
        return None

    def exported(self) -> Iterator[Exported]:
        return exported_public(timezone.localdate())

    def data(self) -> dict[str, DataFile]:
        """JSON whole, CSV as a table, and IATI of those that declare what the standard demands."""
        files = super().data() | {"json": DataFile(project_json.CONTENT_TYPE, self._as_json)}
        if next(exports.activities(self.exported()), None) is None:
            return files  # the standard knows no empty file
        return files | {"xml": DataFile(iati_writing.CONTENT_TYPE, self._as_iati)}

    def _as_json(self, target: IO[bytes]) -> None:
        told = (exports.described(each, _address(each.code)) for each in self.exported())
        project_json.write_into(target, told)

    def _as_iati(self, target: IO[bytes]) -> None:
        found = exports.activities(self.exported())
        iati_writing.write_into(target, found, made_at=timezone.localtime())


def address_of(project: Project) -> str:
    """Where everybody reads it, in the active language."""
    return _address(project.code)


def _address(code: str) -> str:
    language = get_language() or "es"
    path: str = reverse("public-entry", args=[language, Projects.slug, code])
    return f"{settings.PUBLIC_URL}{path}"


def _entry(each: Project, english: dict[int, str]) -> Entry:
    assert each.current is not None
    return Entry(
        key=each.code,
        title=english.get(each.current.pk) or each.current.name or each.code,
        note=f"{getattr(each, 'owner_name', None) or each.owner.code} · {each.code}",
        on=timezone.localdate(each.current.published_at),
        changed=max(filter(None, (each.current.published_at, each.made_public_at))),
        files=(Attachment("ficha.pdf", _("Ficha (PDF)")), Attachment("ficha.json", _("Datos (JSON)"))),
    )


def _english_names(projects: Iterable[Project]) -> dict[int, str]:
    """By revision, the names whose translation is of the name as it stands; in Spanish none. One query."""
    if get_language() != "en":
        return {}
    names = {each.current.pk: each.current.name for each in projects if each.current}
    found = RevisionTranslation.objects.filter(revision__in=names, field="name").exclude(text="")
    return {each.revision_id: each.text for each in found if each.source == names[each.revision_id]}


def _exported(row: Project) -> Exported:
    return next(exported_public(timezone.localdate(), [row.code]))


def _issued(request: HttpRequest, row: Project) -> HttpResponseBase | None:
    """The issued ficha in the language of the page, byte for byte; in Spanish where there is no other."""
    issued = RevisionDocument.objects.filter(revision=row.current_id).select_related("document")
    document = in_language_of_page(each.document for each in issued)
    if document is None:
        return None
    return deliver_issued(request, document)


def _download(each: Exported, content: bytes, content_type: str, suffix: str) -> HttpResponse:
    name = file_name(each.code, each.on, suffix)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
