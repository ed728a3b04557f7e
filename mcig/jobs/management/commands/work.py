"""`manage.py work`: the job worker."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mcig.jobs.worker import work, work_until_asked


class Command(BaseCommand):
    help = "Hace las tareas en espera (correo, plazos, copias) hasta que se le pide terminar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="termina cuando nada espera")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        asyncio.run(work(until_nothing_waits=True) if once else work_until_asked())
