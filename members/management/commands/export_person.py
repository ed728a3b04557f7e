"""`manage.py export_person`: everything that is kept on one person, as JSON."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.web.terminal import Error
from members.queries.personal import kept_on, subject_of


class Command(BaseCommand):
    help = "Escribe en un archivo JSON todo lo que el sistema guarda sobre una persona."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="CORREO", help="Dirección de la persona.")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="ARCHIVO", help="Dónde se escribe; no debe existir."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        subject = subject_of(options["email"])
        kept = kept_on(subject)
        if not kept:
            raise Error(_("No se conoce a nadie con esa dirección."))
        output: Path = options["output"]
        text = json.dumps(
            {"email": subject.email, "exported_at": timezone.now(), "kept": kept},
            cls=DjangoJSONEncoder,
            ensure_ascii=False,
            indent=2,
        )
        try:
            # Only who runs the command reads the file.
            handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise Error(
                _("No se puede escribir «%(file)s»: %(reason)s") % {"file": output, "reason": error.strerror}
            ) from None
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        total = sum(len(rows) for rows in kept.values())
        self.stdout.write(_("%(total)d registros escritos en %(file)s.") % {"total": total, "file": output})
