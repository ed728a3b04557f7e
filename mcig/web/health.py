"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

import os
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone

from mcig.access import ActorRequest
from mcig.notices.models import Message
from mcig.web.errors import RETRY_AFTER_SECONDS

MAIL_MAY_WAIT = timedelta(minutes=15)


def alive(request: ActorRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"estado": "en servicio"})


def ready(request: ActorRequest) -> JsonResponse:
    """Database, migrations, storage and mail queue, each with its state; 503 when one of them fails."""
    checks = {"almacenamiento": _storage_is_writable()}
    try:
        executor = MigrationExecutor(connection)
        checks["migraciones"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["correo"] = not Message.objects.waiting_since(timezone.now() - MAIL_MAY_WAIT).exists()
        checks["base de datos"] = True
    except DatabaseError:
        checks["base de datos"] = False
    healthy = all(checks.values())
    response = JsonResponse(
        {
            "estado": "listo" if healthy else "no disponible",
            "revisiones": {name: "correcto" if passed else "falla" for name, passed in checks.items()},
        },
        status=200 if healthy else 503,
    )
    if not healthy:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _storage_is_writable() -> bool:
    return os.access(settings.MEDIA_ROOT, os.W_OK)
