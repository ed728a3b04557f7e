"""Whether the web server of this container can do its work: exit status 0, or 1 with the reason."""

from __future__ import annotations

import os
import sys
import urllib.request
from urllib.parse import urlsplit

public = urlsplit(os.environ.get("PUBLIC_URL", "http://localhost:8000"))
ready = urllib.request.Request(
    f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/salud/listo/",
    headers={"Host": public.netloc, "X-Forwarded-Proto": public.scheme},
)
try:
    with urllib.request.urlopen(ready, timeout=8):  # noqa: S310 - an address of our own
        pass
except OSError as problem:
    sys.exit(str(problem))
