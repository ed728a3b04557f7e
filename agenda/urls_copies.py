"""What lies under `reuniones/` too: meetings made from others."""

from __future__ import annotations

from agenda.models.meetings import WRITES
from agenda.views import copies
from mcig.access import action, form, page

VISIBLE = "Meeting.visible_to"

urlpatterns = [
    page("plantillas/", copies.template_list, name="template-list", allow=WRITES),
    form("plantillas/<int:pk>/editar/", copies.template_edit, name="template-edit", allow=WRITES),
    action("plantillas/<int:pk>/quitar/", copies.template_remove, name="template-remove", allow=WRITES),
    form("series/nueva/", copies.series_create, name="series-create", allow=WRITES),
    form("<int:pk>/plantilla/", copies.template_save, name="template-save", allow=WRITES, objects=VISIBLE),
    form(
        "<int:pk>/duplicar/",
        copies.meeting_duplicate,
        name="meeting-duplicate",
        allow=WRITES,
        objects=VISIBLE,
    ),
]
