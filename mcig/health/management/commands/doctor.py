"""`manage.py doctor`: how the install is, check by check, and what to do where something is wrong."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.health.checks import ALL, ask


class Command(BaseCommand):
    help = "Revisa la instalación y dice qué corregir; termina con 1 cuando algo falla."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        with override("es"):
            findings = ask(ALL)
            for name, found in findings.items():
                mark = _("correcto") if found.passed else _("REVISAR")
                self.stdout.write(f"{mark:<9} {name:<14} {found.words}")
                if found.remedy:
                    self.stdout.write(f"{'':<24} → {found.remedy}")
        if not all(found.passed for found in findings.values()):
            sys.exit(1)
