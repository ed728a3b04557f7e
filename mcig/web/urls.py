from __future__ import annotations

from django.conf import settings

from mcig.access import EVERYONE, SIGNED_IN, page, probe
from mcig.web import health, views

urlpatterns = [
    page("", views.home, name="home", allow=SIGNED_IN),
    probe("salud/", health.alive, name="health"),
    probe("salud/listo/", health.ready, name="health-ready"),
]
if settings.DEBUG or settings.DEMONSTRATION:
    urlpatterns.append(page("estilo/", views.style, name="style", allow=EVERYONE))
