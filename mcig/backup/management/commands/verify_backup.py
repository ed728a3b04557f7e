"""`manage.py verify_backup FILE`: prove that a copy is whole."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mcig.backup.actions import verify
from mcig.backup.archive import Manifest
from mcig.rules import Broken
from mcig.web.terminal import Error


def add_copy(parser: ArgumentParser) -> None:
    """The arguments of a command that reads a copy."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--identity", type=Path, help="archivo con la clave de age que abre la copia")


def in_words(manifest: Manifest) -> str:
    """What a copy holds, in one sentence."""
    return _("%(moment)s · %(rows)d filas de %(tables)d tablas · %(files)d archivos") % {
        "moment": manifest.made_at,
        "rows": sum(manifest.rows.values()),
        "tables": len(manifest.rows),
        "files": len(manifest.files()),
    }


class Command(BaseCommand):
    help = "Comprueba, sin tocar nada, que una copia de seguridad esté completa y sin daños."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_copy(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise Error(_("No existe el archivo «%(name)s».") % {"name": options["file"]})
        try:
            manifest = verify(source=options["file"], identity=options["identity"])
        except Broken as refusal:
            raise Error(refusal) from refusal
        self.stdout.write(_("La copia está completa: %(words)s") % {"words": in_words(manifest)})
