"""`manage.py anonymise_person`: replace name, contact and account of one person, for good."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mcig.rules import Broken
from mcig.web.terminal import Error
from members.actions.personal import anonymise
from members.queries.personal import subject_of


class Command(BaseCommand):
    help = (
        "Sustituye nombre, contacto y cuenta de una persona, también en el historial. No se puede deshacer. "
        "Los registros oficiales conservan en qué calidad se actuó."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="CORREO", help="Dirección de la persona.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            forgotten = anonymise(subject_of(options["email"]))
        except Broken as refusal:
            raise Error(str(refusal)) from None
        self.stdout.write(_("En su lugar queda «%(label)s».") % {"label": forgotten.label})
        for table, count in forgotten.mentions.items():
            self.stdout.write(
                _("Textos que todavía mencionan a la persona · %(table)s: %(count)d")
                % {"table": table, "count": count}
            )
