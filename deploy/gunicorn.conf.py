"""How gunicorn serves the application: the same on a laptop, in a container and under systemd."""

from __future__ import annotations

import io
import os
from typing import Any

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# One import of the application for all workers, sharing its memory.
preload_app = True
keepalive = 5
timeout = 60
graceful_timeout = 8
# A worker is replaced now and then, so that no leak lives for weeks.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat of a worker must never wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None  # noqa: S108
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
# The application itself decides which proxy to believe (TRUSTED_PROXY_COUNT).
forwarded_allow_ips = ""


def on_starting(_server: Any) -> None:
    """Refuse to serve with unsafe settings or pending migrations, naming what to set.

    A database that is away does not keep the server from starting: its pages say so until it is back.
    """
    import django  # noqa: PLC0415 - only now is the environment complete
    from django.core.management import CommandError, call_command  # noqa: PLC0415
    from django.db import OperationalError, connection  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcig.settings")
    django.setup()
    try:
        call_command("check", stdout=io.StringIO())
        call_command("migrate", check_unapplied=True, verbosity=0)
    except CommandError as refusal:
        raise SystemExit(str(refusal)) from None
    except SystemExit:
        raise SystemExit("Faltan migraciones: ejecute «manage.py migrate» y vuelva a arrancar.") from None
    except OperationalError:
        pass
    finally:
        # The workers are forked from this process and must not share its connections.
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
