"""`manage.py dossier`: write the handover dossier of the mandate in force, as PDF and as data."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.mesa.middleware import current_mesa
from mcig.web.terminal import Error
from members.dossier import Asked
from members.pdf.dossier import dossier_pdf, dossier_zip, file_name
from members.queries.handover import handover_on


class Command(BaseCommand):
    help = "Escribe el dossier de traspaso del mandato vigente: un PDF y un ZIP con los datos, sin número."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output",
            required=True,
            type=Path,
            metavar="CARPETA",
            help="Dónde se escriben los archivos.",
        )
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--lang", choices=languages, default="es", help="Idioma de los rótulos.")

    def handle(self, *args: Any, **options: Any) -> None:
        mesa = current_mesa()
        on = timezone.localdate()
        handover = handover_on(mesa, on)
        if handover.subject is None:
            raise Error(_("No hay un mandato registrado del que hacer el dossier."))
        asked = Asked(handover.subject.key, on)
        language: str = options["lang"]
        folder: Path = options["output"]
        made = {"pdf": dossier_pdf(asked, language=language), "zip": dossier_zip(asked, language=language)}
        for suffix, content in made.items():
            path = folder / file_name(on, suffix)
            try:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            except OSError as failure:
                raise Error(
                    _("No se puede escribir «%(file)s»: %(reason)s.")
                    % {"file": path, "reason": failure.strerror or failure}
                ) from None
            self.stdout.write(
                _("Se escribió «%(file)s» (%(size)d bytes).") % {"file": path, "size": len(content)}
            )
