"""`manage.py rebuild_register`: the searched register and its totals, made from the fichas."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from projects.actions.register import rebuild_register
from projects.models import RegisterEntry


class Command(BaseCommand):
    help = "Rehace el registro de búsqueda y sus totales a partir de las fichas; guardar espera mientras."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuild_register()
        count = RegisterEntry.objects.count()
        self.stdout.write(_("El registro está rehecho: %(count)d renglones.") % {"count": count})
