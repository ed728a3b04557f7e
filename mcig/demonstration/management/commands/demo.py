"""`manage.py demo`: load the demonstration data and print its accounts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mcig.demonstration.accounts import role_words
from mcig.demonstration.loading import SIZES, Account, Loading, load_demonstration
from mcig.rules import Broken
from mcig.web.terminal import Error


class Command(BaseCommand):
    help = (
        "Carga los datos de demostración; lo que ya está, queda como está. Tamaños: «small», 41 proyectos; "
        "«full», 200 proyectos, 60 reuniones de 30 puntos y 2 000 documentos."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="small", help="Cuántos proyectos se cargan.")
        parser.add_argument("--json", action="store_true", help="Escribe las cuentas como JSON y nada más.")
        parser.add_argument(
            "--canary",
            default="",
            metavar="PALABRA",
            help="Escribe «PALABRA-CLAVE» en los borradores de cada embajada, para buscar fugas.",
        )
        parser.add_argument(
            "--accounts-only",
            action="store_true",
            help="Carga la mesa, sus integrantes y las cuentas, sin proyectos.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loading = Loading(
            size=options["size"], canary=options["canary"], accounts_only=options["accounts_only"]
        )
        try:
            load_demonstration(loading)
        except Broken as refusal:
            raise Error(refusal) from None
        if options["json"]:
            accounts = [asdict(account) for account in loading.accounts]
            self.stdout.write(json.dumps(accounts, ensure_ascii=False, indent=1))
            return
        self.stdout.write(_report(loading))


def _report(loading: Loading) -> str:
    lines = [_("Sin cambios.")]
    if loading.changes:
        lines = [
            _("Datos de demostración cargados: %(count)d registros nuevos.") % {"count": loading.changes}
        ]
    lines += ["", _("Cuentas:"), *(_line(account) for account in loading.accounts)]
    return "\n".join(lines)


def _line(account: Account) -> str:
    parts = [f"  {account.address:<30}", role_words(account.role)]
    if account.organisation:
        parts.append(account.organisation)
    parts.append(_("contraseña: %(password)s") % {"password": account.password})
    if account.totp_secret:
        parts.append(_("segundo factor (TOTP): %(secret)s") % {"secret": account.totp_secret})
    return " · ".join(parts)
