"""`manage.py restore FILE`: bring a copy back into an empty install."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mcig.backup.actions import restore
from mcig.backup.management.commands.verify_backup import add_copy, in_words
from mcig.rules import Broken
from mcig.web.terminal import Error


class Command(BaseCommand):
    help = "Recupera una copia de seguridad en una instalación vacía."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_copy(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise Error(_("No existe el archivo «%(name)s».") % {"name": options["file"]})
        try:
            manifest = restore(source=options["file"], identity=options["identity"])
        except Broken as refusal:
            raise Error(refusal) from refusal
        self.stdout.write(_("Se recuperó la copia: %(words)s") % {"words": in_words(manifest)})
