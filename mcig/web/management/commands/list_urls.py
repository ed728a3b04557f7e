"""`manage.py list_urls`: every route with the declaration that enforces it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mcig.access import Role
from mcig.access.sitemap import Route, routes


class Command(BaseCommand):
    help = "Lista cada ruta con sus métodos, quién puede entrar, la regla de su objeto y si es pública."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Escribe una lista JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        listed = [described(route) for route in routes()]
        if options["json"]:
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1))
            return
        width = max(len(each["route"]) for each in listed)
        for each in listed:
            methods, allow = ",".join(each["methods"]), ",".join(each["allow"])
            columns = [
                each["route"].ljust(width),
                methods or "-",
                allow or "nadie",
                each["objects"],
                each["name"],
            ]
            self.stdout.write("  ".join(column for column in columns if column))


def described(route: Route) -> dict[str, Any]:
    """A route as plain values; `allow` is empty where nobody may enter because nothing is declared."""
    declaration = route.declaration
    return {
        "route": route.route,
        "name": route.name,
        "methods": list(declaration.methods) if declaration else [],
        "allow": [role.value for role in Role if role in declaration.allow] if declaration else [],
        "objects": declaration.objects if declaration else "",
        "public": declaration.is_public if declaration else False,
    }
