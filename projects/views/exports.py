"""What leaves the register as a file: the list that a filter finds, and one project in each format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.rules import Broken
from projects import exports, queries
from projects.formats import iati_writing, project_json, word_writing
from projects.models import Project, Revision
from projects.models.bundles import BundleKind
from projects.pdf import file_name
from projects.queries.exporting import Exported, exported_one
from projects.rules.finding import Filter
from projects.views.loading import visible_project

Response = TypeVar("Response", bound=HttpResponseBase)
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
DRAFT = "borrador"
# More would keep a person, and a worker of the server, waiting: a job writes them.
MOST_AT_ONCE = 5_000


def project_export(request: ActorRequest, kind: str) -> HttpResponseBase:
    """What the filter finds, in the reader's language, as a download; of very many, how to ask for it."""
    form = exports.FORMATS.get(kind)
    if form is None:
        raise Http404
    wanted = Filter.read(request.GET)
    if queries.entries(request.actor, wanted).order_by()[MOST_AT_ONCE : MOST_AT_ONCE + 1].exists():
        context = {"kind": kind, "words": BundleKind(kind).label, "wanted": wanted, "most": MOST_AT_ONCE}
        return render(request, "projects/export.html", context)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        exports.write(kind, file, actor=request.actor, wanted=wanted)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = _("proyectos") + f"-{request.actor.on.isoformat()}.{form.suffix}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=form.content_type)
    return _guarded(response)


def project_ficha_docx(request: ActorRequest, code: str) -> HttpResponse:
    """The ficha in the form's layout, to edit offline."""
    language = request.GET.get("lang", translation.get_language())
    if language not in LANGUAGES:
        raise Http404
    return _one(
        request, code, lambda each: exports.one_as_word(each, language), word_writing.CONTENT_TYPE, "docx"
    )


def project_ficha_json(request: ActorRequest, code: str) -> HttpResponse:
    return _one(request, code, exports.one_as_json, project_json.CONTENT_TYPE, "json")


def project_ficha_xml(request: ActorRequest, code: str) -> HttpResponse:
    """The project as an IATI activity; a sentence where the standard demands what nobody declared."""

    def written(each: Exported) -> bytes:
        if each.number is None:
            raise Http404
        if missing := iati_writing.lacking(each.ficha, each.record):
            raise Broken(
                _(
                    "IATI exige algo que este proyecto aún no declara: %(missing)s. Declárelo y publique la "
                    "ficha."
                )
                % {"missing": "; ".join(missing)}
            )
        return exports.one_as_iati(each)

    return _one(request, code, written, iati_writing.CONTENT_TYPE, "xml")


def _one(
    request: ActorRequest, code: str, write: Callable[[Exported], bytes], content_type: str, suffix: str
) -> HttpResponse:
    """The published ficha, or the draft where it is asked for or nothing else is there, as a download."""
    project = visible_project(request.actor, code)
    each = exported_one(request.actor, project, _revision(request, project))
    name = file_name(each.code, each.on, suffix, is_draft=not each.number)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _guarded(HttpResponse(write(each), content_type=content_type, headers=headers))


def _revision(request: ActorRequest, project: Project) -> Revision:
    asks_draft = request.GET.get("estado") == DRAFT or project.current is None
    revision = queries.draft_row(project, request.actor) if asks_draft else project.current
    if revision is None:
        raise Http404
    return revision


def _guarded(response: Response) -> Response:
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response
