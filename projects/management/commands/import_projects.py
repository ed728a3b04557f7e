"""`manage.py import_projects`: a file of projects through the desk, unattended."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import actor_for
from mcig.accounts.models import User
from mcig.files.inspection import kind_of
from mcig.files.kinds import MAX_FILE_BYTES, Kind
from mcig.mesa.middleware import current_mesa
from mcig.rules import Broken
from mcig.web.terminal import Error
from members.models import Organisation
from projects.actions import imports, imports_applying
from projects.actions.imports_reading import KINDS, format_of
from projects.models import ImportFormat, ProjectImport


class Command(BaseCommand):
    help = (
        "Lee proyectos de un archivo (formulario en texto, Word o PDF; matriz; IATI) y dice qué haría con "
        "cada uno. Sin --apply no cambia nada; con él quedan borradores, que se pueden deshacer en la página."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="ARCHIVO")
        parser.add_argument("--format", choices=ImportFormat.values, default="", dest="form")
        parser.add_argument("--owner", required=True, metavar="CLAVE", help="Integrante que los presenta.")
        parser.add_argument("--user", required=True, metavar="CORREO", help="Cuenta que actúa.")
        parser.add_argument("--country", default="MX", help="De IATI, el país; vacío, cualquiera.")
        parser.add_argument(
            "--unmarked", action="store_true", help="De IATI, también sin marcador de género."
        )
        parser.add_argument("--apply", action="store_true", help="Guarda lo leído en borradores.")

    def handle(self, *args: Any, **options: Any) -> None:
        current_mesa()  # its clock says which day it is
        user = User.objects.filter(email=options["user"].strip().lower()).first()
        owner = Organisation.objects.filter(code__iexact=options["owner"]).first()
        if user is None or owner is None:
            raise Error(_("No existe la cuenta indicada con --user o el integrante de --owner."))
        actor = actor_for(user, timezone.localdate())
        iati = {"country": options["country"].upper(), "only_marked": not options["unmarked"]}
        context = pghistory.context(user=user.pk, capacity=actor.capacity, action="import_projects")
        try:
            with context, transaction.atomic():
                batch = imports.take_local(
                    actor=actor,
                    organisation=owner,
                    path=options["file"],
                    form=options["form"] or _recognised(options["file"]),
                    options={"iati": iati},
                )
                if options["apply"]:
                    self._apply(actor, batch)
                self._report(batch)
                transaction.set_rollback(not options["apply"])
        except OSError as failure:
            raise Error(
                _("No se puede leer el archivo: %(reason)s.") % {"reason": failure.strerror}
            ) from None
        except PermissionDenied:
            raise Error(_("La cuenta indicada no puede importar para ese integrante.")) from None
        except Broken as refusal:
            raise Error(refusal) from None
        if not options["apply"]:
            self.stdout.write(_("No se cambió nada; con --apply queda en borradores."))

    def _apply(self, actor: Any, batch: ProjectImport) -> None:
        if imports_applying.pending(batch).exists():
            imports_applying.apply(actor=actor, batch=batch, version=batch.version, at_once=True)

    def _report(self, batch: ProjectImport) -> None:
        for entry in batch.entries.select_related("project"):
            words = [entry.get_outcome_display() or entry.get_state_display()]
            words += [entry.project.code] if entry.project else []
            words += [_("%(count)d dudas") % {"count": entry.doubts}] if entry.doubts else []
            words += [entry.reason] if entry.reason else []
            self.stdout.write(f"{entry.position}. {entry.title}: {', '.join(words)}")


def _recognised(path: Path) -> str:
    """The format of a file by its content; one too large to be looked at whole is taken for IATI."""
    if path.stat().st_size > MAX_FILE_BYTES:
        return format_of(Kind.XML)
    return format_of(kind_of(path.read_bytes(), path.name, admitted=KINDS))
