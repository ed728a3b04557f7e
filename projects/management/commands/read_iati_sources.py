"""`manage.py read_iati_sources`: what the worker does each night, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from mcig.mesa.middleware import current_mesa
from projects.actions import imports_sources


class Command(BaseCommand):
    help = "Lee las fuentes IATI de IATI_SOURCES; lo nuevo espera en la página de importaciones."

    def handle(self, *args: Any, **options: Any) -> None:
        current_mesa()  # its clock says which day it is
        for address, count, said in imports_sources.read_sources():
            news = ngettext("%(count)d actividad nueva", "%(count)d actividades nuevas", count)
            self.stdout.write(f"{address}: {said or news % {'count': count}}")
