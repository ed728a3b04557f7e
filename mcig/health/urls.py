from __future__ import annotations

from mcig.access import probe
from mcig.health import views

urlpatterns = [
    probe("salud/", views.alive, name="health"),
    probe("salud/listo/", views.ready, name="health-ready"),
    probe("salud/medidas/", views.measures, name="health-measures"),
]
