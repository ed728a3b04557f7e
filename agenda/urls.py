"""What lies under `agenda-tematica/`: themes and the work plan."""

from __future__ import annotations

from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.views import measures, theme_order, themes, workplan
from mcig.access import PARTICIPANTS, Role, action, form, page

SECRETARIAT = {Role.SECRETARIAT}
ANY = "any"

urlpatterns = [
    page("", themes.theme_list, name="theme-list", allow=PARTICIPANTS),
    page("temas.<slug:suffix>", themes.theme_export, name="theme-export", allow=PARTICIPANTS),
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
    page("plan/", workplan.workplan, name="workplan", allow=PARTICIPANTS),
    page("plan/<int:pk>/plan.pdf", workplan.workplan_as_pdf, name="workplan-pdf", allow=PARTICIPANTS),
    page(
        "plan/<int:pk>/plan.<slug:suffix>",
        workplan.workplan_export,
        name="workplan-export",
        allow=PARTICIPANTS,
    ),
    form("plan/<int:pk>/lineas/nueva/", workplan.line_create, name="work-line-create", allow=WRITES),
    form("plan/<int:pk>/lineas/orden/", workplan.line_order, name="work-line-order", allow=WRITES),
    page(
        "plan/lineas/<int:pk>/",
        workplan.line_detail,
        name="work-line-detail",
        allow=PARTICIPANTS,
        objects=ANY,
    ),
    form(
        "plan/lineas/<int:pk>/editar/", workplan.line_edit, name="work-line-edit", allow=WRITES, objects=ANY
    ),
    action(
        "plan/lineas/<int:pk>/pasar/", workplan.line_carry, name="work-line-carry", allow=WRITES, objects=ANY
    ),
    page(
        "plan/lineas/<int:pk>/historial/",
        workplan.line_history,
        name="work-line-history",
        allow=READS_DRAFTS,
        objects=ANY,
    ),
    form(
        "plan/lineas/<int:pk>/hitos/nuevo/",
        measures.milestone_create,
        name="work-milestone-create",
        allow=WRITES,
        objects=ANY,
    ),
    form(
        "plan/lineas/<int:pk>/indicadores/nuevo/",
        measures.indicator_create,
        name="work-indicator-create",
        allow=WRITES,
        objects=ANY,
    ),
    form(
        "plan/hitos/<int:pk>/", measures.milestone_edit, name="work-milestone-edit", allow=WRITES, objects=ANY
    ),
    form(
        "plan/indicadores/<int:pk>/",
        measures.indicator_edit,
        name="work-indicator-edit",
        allow=WRITES,
        objects=ANY,
    ),
    form(
        "plan/indicadores/<int:pk>/valores/",
        measures.measurement_add,
        name="work-measurement-add",
        allow=WRITES,
        objects=ANY,
    ),
]
