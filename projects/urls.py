from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, action, form, page
from projects.views import creation, edit, ficha, freshness, history, register, review, section, versions

EDITORS = {Role.MEMBER, Role.SECRETARIAT}
HISTORIANS = {Role.MEMBER, Role.PRESIDENCY, Role.SECRETARIAT}
VISIBLE = "Project.visible_to"
EDITABLE = "Project.editable_by"

urlpatterns = [
    page("proyectos/", register.project_list, name="project-list", allow=PARTICIPANTS, objects=VISIBLE),
    form("proyectos/nuevo/", creation.project_create, name="project-create", allow=EDITORS),
    action("proyectos/vistas/", register.project_view_keep, name="project-view-keep", allow=PARTICIPANTS),
    action(
        "proyectos/vistas/<int:pk>/quitar/",
        register.project_view_forget,
        name="project-view-forget",
        allow=PARTICIPANTS,
        objects="SavedView.visible_to",
    ),
    page("proyectos/vigencia/", freshness.project_freshness, name="project-freshness", allow=PARTICIPANTS),
    action(
        "proyectos/vigencia/solicitar/",
        freshness.project_request_updates,
        name="project-request-updates",
        allow={Role.SECRETARIAT},
    ),
    page(
        "proyectos/<slug:code>/",
        ficha.project_detail,
        name="project-detail",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    page(
        "proyectos/<slug:code>/ficha.pdf",
        ficha.project_ficha_pdf,
        name="project-ficha-pdf",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    form(
        "proyectos/<slug:code>/editar/",
        edit.project_edit,
        name="project-edit",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    page(
        "proyectos/<slug:code>/datos/",
        section.project_record,
        name="project-record",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    form(
        "proyectos/<slug:code>/datos/<slug:section>/",
        section.project_section,
        name="project-section",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    action(
        "proyectos/<slug:code>/publicar/",
        edit.project_publish,
        name="project-publish",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    action(
        "proyectos/<slug:code>/sin-cambios/",
        freshness.project_unchanged,
        name="project-unchanged",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    action(
        "proyectos/<slug:code>/revision/",
        review.project_review,
        name="project-review",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    form(
        "proyectos/<slug:code>/observaciones/",
        review.project_remarks,
        name="project-remarks",
        allow=HISTORIANS,
        objects="Remark.visible_to",
    ),
    action(
        "proyectos/<slug:code>/observaciones/<int:pk>/responder/",
        review.project_remark_answer,
        name="project-remark-answer",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    action(
        "proyectos/<slug:code>/observaciones/<int:pk>/resolver/",
        review.project_remark_resolve,
        name="project-remark-resolve",
        allow=HISTORIANS,
        objects="Remark.visible_to",
    ),
    action(
        "proyectos/<slug:code>/descartar/",
        edit.project_discard,
        name="project-discard",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    page(
        "proyectos/<slug:code>/versiones/",
        versions.project_versions,
        name="project-versions",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    page(
        "proyectos/<slug:code>/comparar/",
        versions.project_compare,
        name="project-compare",
        allow=PARTICIPANTS,
        objects=VISIBLE,
    ),
    action(
        "proyectos/<slug:code>/versiones/<int:number>/restaurar/",
        versions.project_restore,
        name="project-restore",
        allow=EDITORS,
        objects=EDITABLE,
    ),
    page(
        "proyectos/<slug:code>/historial/",
        history.project_history,
        name="project-history",
        allow=HISTORIANS,
        objects=VISIBLE,
    ),
]
