"""`manage.py first_account`: the account by which a new install begins."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from mcig.accounts.actions import open_first_account
from mcig.rules import Broken
from mcig.web.terminal import Error


class Command(BaseCommand):
    help = "Abre la cuenta de quien administra una instalación nueva y escribe su contraseña, una sola vez."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="CORREO")
        parser.add_argument("name", metavar="NOMBRE")
        parser.add_argument("--json", action="store_true", help="Escribe la cuenta como JSON y nada más.")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"]
        try:
            validate_email(email)
            user, password = open_first_account(email=email, name=options["name"])
        except ValidationError:
            raise Error(_("«%(email)s» no es una dirección de correo.") % {"email": email}) from None
        except Broken as refusal:
            raise Error(refusal) from None
        if options["json"]:
            self.stdout.write(json.dumps({"address": user.email, "password": password}))
            return
        self.stdout.write(
            _(
                "La cuenta %(email)s está abierta. Contraseña: %(password)s\n"
                "Entre con ella: el sitio le pedirá registrar un segundo factor y después fundar la mesa."
            )
            % {"email": user.email, "password": password}
        )
