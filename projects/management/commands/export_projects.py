"""`manage.py export_projects`: the register in a file, unattended."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcig.access import Actor, Grant, Role
from mcig.mesa.middleware import current_mesa
from mcig.rules import Broken
from mcig.web.terminal import Error
from projects import bulk, exports, queries
from projects.queries.exporting import exported
from projects.rules.finding import Filter

FICHAS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: for whom, of what, in which language, and whether without drafts."""

    kind: str
    actor: Actor
    wanted: Filter
    language: str
    published: bool


class Command(BaseCommand):
    help = "Escribe en un archivo los proyectos publicados; docx y pdf, como ZIP de una ficha por proyecto."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=[*exports.FORMATS, *FICHAS], required=True, dest="kind")
        parser.add_argument("--output", required=True, type=Path, metavar="ARCHIVO")
        parser.add_argument(
            "--query",
            default="",
            help="Un filtro del registro, como en su dirección: «ods=5&entidad=MX-OAX».",
        )
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--lang", choices=languages, default="es", help="Idioma de rótulos y textos.")
        parser.add_argument("--drafts", action="store_true", help="También los borradores.")

    def handle(self, *args: Any, **options: Any) -> None:
        current_mesa()  # its clock says which day it is
        # Whoever runs a command on this machine may read its database.
        actor = Actor(
            AnonymousUser(), timezone.localdate(), (Grant(Role.SECRETARIAT, None, _("línea de comandos")),)
        )
        wanted = Filter.read(QueryDict(options["query"].lstrip("?")))
        published = not options["drafts"]
        output: Path = options["output"]
        with translation.override(options["lang"]):
            try:
                _whole(output, Order(options["kind"], actor, wanted, options["lang"], published))
            except Broken as refusal:
                raise Error(str(refusal)) from None
            count = queries.entries(actor, wanted, published=published or options["kind"] == "iati").count()
            if options["kind"] == "iati":
                count -= self._say_left_out(actor, wanted)
        self.stdout.write(
            ngettext(
                "Se escribió «%(file)s»: %(count)d proyecto, %(size)d bytes.",
                "Se escribió «%(file)s»: %(count)d proyectos, %(size)d bytes.",
                count,
            )
            % {"file": output, "count": count, "size": output.stat().st_size}
        )

    def _say_left_out(self, actor: Actor, wanted: Filter) -> int:
        """Which published projects the file does not hold, what each has to declare for it, and how many."""
        left_out = 0
        for each, missing in exports.left_out(exported(actor, wanted, published=True)):
            self.stdout.write(
                _("No figura %(code)s: falta %(missing)s.")
                % {"code": each.code, "missing": "; ".join(missing)}
            )
            left_out += 1
        return left_out


def _whole(output: Path, order: Order) -> None:
    """Write beside the file and put it in place when it is whole: a failure leaves what was there."""
    partial = output.with_name(f"{output.name}.parcial")
    try:
        with partial.open("wb") as target:
            _write(target, order)
        partial.replace(output)
    except OSError as failure:
        raise Error(
            _("No se puede escribir «%(file)s»: %(reason)s.") % {"file": output, "reason": failure.strerror}
        ) from None
    finally:
        partial.unlink(missing_ok=True)


def _write(target: IO[bytes], order: Order) -> None:
    if order.kind in FICHAS:
        bulk.write_zip(
            target,
            order.kind,
            actor=order.actor,
            wanted=order.wanted,
            language=order.language,
            published=order.published,
        )
    else:
        exports.write(order.kind, target, actor=order.actor, wanted=order.wanted, published=order.published)
