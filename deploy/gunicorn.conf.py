"""How gunicorn serves the application: the same on a laptop, in a container and under systemd."""

from __future__ import annotations

import os

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# One import of the application for all workers, sharing its memory.
preload_app = True
# The proxy in front keeps connections open and buffers slow clients; we answer and let go.
keepalive = 5
timeout = 60
graceful_timeout = 8
# A worker is replaced now and then, so that no leak lives for weeks.
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
# The application itself decides which proxy to believe (TRUSTED_PROXY_COUNT).
forwarded_allow_ips = ""
