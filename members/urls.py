from __future__ import annotations

from mcig.access import PARTICIPANTS, Role, action, form, page
from members.views import (
    audit,
    directory,
    founding,
    imports,
    inviting,
    logos,
    organisations,
    people,
    register,
)

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
SECRETARIAT = frozenset({Role.SECRETARIAT})
AUDITORS = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
READS_IMPORTS = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
# Of members, those who administer the people of their own organisation; others find nothing.
PEOPLE = frozenset({Role.MEMBER, Role.SECRETARIAT, Role.ADMINISTRATOR})

urlpatterns = [
    form("fundacion/", founding.mesa_found, name="mesa-found", allow=ADMINISTRATORS),
    page("integrantes/", register.member_list, name="member-list", allow=PARTICIPANTS),
    page(
        "integrantes/lista.<slug:suffix>",
        register.member_export,
        name="member-export",
        allow=PARTICIPANTS,
    ),
    form(
        "integrantes/registrar/",
        organisations.organisation_create,
        name="organisation-create",
        allow=SECRETARIAT,
    ),
    form("integrantes/invitar/", inviting.people_invite, name="people-invite", allow=PEOPLE),
    form("integrantes/importar/", imports.member_import, name="member-import", allow=SECRETARIAT),
    page("integrantes/importaciones/", imports.member_imports, name="member-imports", allow=READS_IMPORTS),
    page(
        "integrantes/importar/plantilla/",
        imports.member_import_template,
        name="member-import-template",
        allow=SECRETARIAT,
    ),
    page(
        "integrantes/importar/<int:pk>/",
        imports.member_import_detail,
        name="member-import-detail",
        allow=READS_IMPORTS,
    ),
    action(
        "integrantes/importar/<int:pk>/corregir/",
        imports.member_import_mend,
        name="member-import-mend",
        allow=SECRETARIAT,
    ),
    action(
        "integrantes/importar/<int:pk>/aplicar/",
        imports.member_import_apply,
        name="member-import-apply",
        allow=SECRETARIAT,
    ),
    action(
        "integrantes/importar/<int:pk>/deshacer/",
        imports.member_import_undo,
        name="member-import-undo",
        allow=SECRETARIAT,
    ),
    page(
        "integrantes/<slug:code>/",
        register.organisation_detail,
        name="organisation-detail",
        allow=PARTICIPANTS,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/editar/",
        organisations.organisation_edit,
        name="organisation-edit",
        allow=SECRETARIAT,
        objects="any",
    ),
    page(
        "integrantes/<slug:code>/logotipo.png",
        logos.organisation_logo,
        name="organisation-logo",
        allow=PARTICIPANTS,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/logotipo/",
        logos.organisation_logo_change,
        name="organisation-logo-change",
        allow=SECRETARIAT,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/nombre/",
        organisations.organisation_rename,
        name="organisation-rename",
        allow=SECRETARIAT,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/entrada/",
        organisations.membership_begin,
        name="membership-begin",
        allow=SECRETARIAT,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/salida/",
        organisations.membership_end,
        name="membership-end",
        allow=SECRETARIAT,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/suspension/",
        organisations.membership_suspend,
        name="membership-suspend",
        allow=SECRETARIAT,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/reanudacion/",
        organisations.membership_resume,
        name="membership-resume",
        allow=SECRETARIAT,
        objects="any",
    ),
    form(
        "integrantes/<slug:code>/personas/nueva/",
        people.person_add,
        name="person-add",
        allow=PEOPLE,
        objects="looked_after_by",
    ),
    form(
        "personas/<int:pk>/editar/",
        people.person_edit,
        name="person-edit",
        allow=PEOPLE,
        objects="people_looked_after_by",
    ),
    form(
        "adscripciones/<int:pk>/editar/",
        people.posting_edit,
        name="posting-edit",
        allow=PEOPLE,
        objects="postings_looked_after_by",
    ),
    form(
        "adscripciones/<int:pk>/concluir/",
        people.posting_end,
        name="posting-end",
        allow=PEOPLE,
        objects="postings_looked_after_by",
    ),
    form(
        "adscripciones/<int:pk>/relevo/",
        people.posting_relay,
        name="posting-relay",
        allow=PEOPLE,
        objects="postings_looked_after_by",
    ),
    page("historial/", audit.trail, name="audit-trail", allow=AUDITORS),
    page("historial/negados/", audit.refusals, name="audit-refusals", allow=AUDITORS),
    page("historial/cambios.<slug:suffix>", audit.trail_export, name="audit-export", allow=AUDITORS),
    page("directorio/", directory.directory, name="directory", allow=PARTICIPANTS),
    page("directorio/pdf/", directory.directory_as_pdf, name="directory-pdf", allow=PARTICIPANTS),
    page("directorio/vcard/", directory.directory_as_vcard, name="directory-vcard", allow=PARTICIPANTS),
    page(
        "directorio/<slug:suffix>/",
        directory.directory_export,
        name="directory-export",
        allow=PARTICIPANTS,
    ),
    page(
        "directorio/<int:pk>/vcard/",
        directory.person_as_vcard,
        name="person-vcard",
        allow=PARTICIPANTS,
        objects="any",
    ),
]
