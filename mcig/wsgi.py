"""The entry point of the web server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcig.settings")
application = get_wsgi_application()

from mcig.start import refuse_unsafe_start  # noqa: E402 - settings must be loaded first

refuse_unsafe_start()
