"""How gunicorn serves the application: the same on a laptop, in a container and under systemd."""

from __future__ import annotations

import os
from typing import Any

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "16"))
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
# Its control socket would lie in the home of the account, where the service may not write.
control_socket_disable = True
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
# The application itself decides which proxy to believe (TRUSTED_PROXY_COUNT).
forwarded_allow_ips = ""


def pre_fork(_server: Any, _worker: Any) -> None:
    """Close what the start-up checks opened: a worker must not share a database connection with another."""
    from django.db import connection  # noqa: PLC0415 - only now are the settings loaded

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
