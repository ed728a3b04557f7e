"""`manage.py ficha`: write a project's ficha resumen as PDF."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.web.terminal import Error
from projects import content
from projects.models import Project, Revision, RevisionDocument
from projects.pdf import ficha_pdf


class Command(BaseCommand):
    help = "Escribe la ficha publicada de un proyecto, tal como se emitió, o su borrador."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CLAVE", help="Código del proyecto, por ejemplo CL-2025-001.")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="ARCHIVO", help="Dónde se escribe el PDF."
        )
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--lang", choices=languages, default="es", help="Idioma de los rótulos.")
        parser.add_argument(
            "--draft", action="store_true", help="Escribe el borrador en lugar de la ficha publicada."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        project = Project.objects.filter(code__iexact=options["code"]).first()
        if project is None:
            raise Error(_("No hay un proyecto con el código «%(code)s».") % {"code": options["code"]})
        make = _draft if options["draft"] else _published
        pdf = make(project, options["lang"])
        output: Path = options["output"]
        try:
            output.write_bytes(pdf)
        except OSError as failure:
            raise Error(
                _("No se puede escribir «%(file)s»: %(reason)s.")
                % {"file": output, "reason": _reason(failure)}
            ) from None
        self.stdout.write(_("Se escribió «%(file)s» (%(size)d bytes).") % {"file": output, "size": len(pdf)})


def _published(project: Project, language: str) -> bytes:
    issued = (
        RevisionDocument.objects.filter(revision=project.current, language=language)
        .select_related("document")
        .first()
    )
    if issued is None:
        raise Error(
            _("El proyecto %(code)s no tiene una ficha publicada; con --draft se escribe su borrador.")
            % {"code": project.code}
        )
    with issued.document.file.open("rb") as stored:
        return bytes(stored.read())


def _draft(project: Project, language: str) -> bytes:
    draft = Revision.objects.drafts().filter(project=project).first()
    if draft is None:
        raise Error(_("El proyecto %(code)s no tiene un borrador.") % {"code": project.code})
    on = timezone.localdate(draft.saved_at)
    return ficha_pdf(content.read(draft), code=project.code, on=on, language=language)


def _reason(failure: OSError) -> str:
    if isinstance(failure, FileNotFoundError):
        return _("la carpeta no existe")
    if isinstance(failure, IsADirectoryError):
        return _("es una carpeta")
    if isinstance(failure, PermissionError):
        return _("falta permiso")
    return failure.strerror or str(failure)
