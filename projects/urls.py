from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, action, form, page
from projects.views import edit, ficha, history, register, section, versions

EDITORS = {Role.MEMBER, Role.SECRETARIAT}
HISTORIANS = {Role.MEMBER, Role.PRESIDENCY, Role.SECRETARIAT}
VISIBLE = "Project.visible_to"
EDITABLE = "Project.editable_by"

urlpatterns = [
    page("proyectos/", register.project_list, name="project-list", allow=PARTICIPANTS, objects=VISIBLE),
    form("proyectos/nuevo/", register.project_create, name="project-create", allow=EDITORS),
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
