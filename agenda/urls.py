"""What lies under `agenda-tematica/`: themes and the work plan."""

from __future__ import annotations

from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.views import theme_order, themes
from mcig.access import PARTICIPANTS, Role, action, form, page

SECRETARIAT = {Role.SECRETARIAT}
ANY = "any"

urlpatterns = [
    page("", themes.theme_list, name="theme-list", allow=PARTICIPANTS),
    form("temas/nuevo/", themes.theme_create, name="theme-create", allow=WRITES),
    action("temas/del-formulario/", themes.theme_add_form, name="theme-add-form", allow=SECRETARIAT),
    page("temas/<slug:slug>/", themes.theme_detail, name="theme-detail", allow=PARTICIPANTS, objects=ANY),
    form("temas/<slug:slug>/editar/", themes.theme_edit, name="theme-edit", allow=WRITES, objects=ANY),
    page(
        "temas/<slug:slug>/historial/",
        themes.theme_history,
        name="theme-history",
        allow=READS_DRAFTS,
        objects=ANY,
    ),
    form("orden/", theme_order.theme_order, name="theme-order", allow=WRITES),
    form(
        "orden/<int:pk>/",
        theme_order.mandate_order,
        name="theme-order-mandate",
        allow=WRITES,
        objects="mandates of the office that rotates",
    ),
]
