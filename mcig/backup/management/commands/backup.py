"""`manage.py backup [FILE]`: copy the whole install into one file, in `BACKUP_FOLDER` when none is named."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.backup.actions import back_up
from mcig.backup.schedule import next_copy
from mcig.rules import Broken
from mcig.web.terminal import Error


def _usual_place() -> Path | None:
    return next_copy(Path(settings.BACKUP_FOLDER), timezone.now()) if settings.BACKUP_FOLDER else None


class Command(BaseCommand):
    help = "Copia la base de datos y los archivos privados en un solo archivo que se puede comprobar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=_usual_place(), metavar="FILE")
        parser.add_argument("--recipient", default=settings.BACKUP_RECIPIENT, help="clave pública, age1…")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path | None = options["file"]
        if target is None:
            raise Error(_("Diga en qué archivo: no hay BACKUP_FOLDER donde dejar la copia."))
        if target.exists():
            raise Error(_("Ya existe «%(name)s»: elija otro nombre.") % {"name": target})
        try:
            manifest = back_up(target=target, recipient=options["recipient"])
        except Broken as refusal:
            raise Error(refusal) from refusal
        except OSError as failure:
            raise Error(
                _("No se pudo escribir la copia en «%(name)s» (%(reason)s). No quedó nada a medias.")
                % {"name": target, "reason": failure.strerror}
            ) from failure
        for name in manifest.missing:
            self.stderr.write(_("Falta un archivo que la base de datos conoce: %(name)s") % {"name": name})
        self.stdout.write(
            _("Copia completa: %(rows)d filas de %(tables)d tablas y %(files)d archivos, %(size)d KB.")
            % {
                "rows": sum(manifest.rows.values()),
                "tables": len(manifest.rows),
                "files": len(manifest.files()),
                "size": target.stat().st_size // 1024,
            }
        )
