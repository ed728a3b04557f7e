"""What lies under `ajustes/`."""

from __future__ import annotations

from mcig.access import Role, form, page
from mcig.mesa import views
from mcig.public.previewing import public_preview

READERS = frozenset({Role.SECRETARIAT, Role.PRESIDENCY, Role.ADMINISTRATOR})
SECRETARIAT = frozenset({Role.SECRETARIAT})

urlpatterns = [
    page("", views.mesa_settings, name="mesa-settings", allow=READERS),
    page("historial/", views.mesa_history, name="mesa-history", allow=READERS),
    page("publico/vista-previa/", public_preview, name="public-preview", allow=READERS),
    form("<slug:slug>/", views.mesa_section, name="mesa-section", allow=SECRETARIAT, objects="sections"),
]
