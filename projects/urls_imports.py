from __future__ import annotations

from mcig.access import Role, action, form, page
from projects.views import imports, imports_entry

IMPORTERS = frozenset({Role.MEMBER, Role.SECRETARIAT})
OWN = "ProjectImport.visible_to"

urlpatterns = [
    form("proyectos/importar/", imports.import_upload, name="import-upload", allow=IMPORTERS, objects=OWN),
    page("proyectos/importar/plantilla/", imports.import_template, name="import-template", allow=IMPORTERS),
    page(
        "proyectos/importar/<int:pk>/",
        imports.import_detail,
        name="import-detail",
        allow=IMPORTERS,
        objects=OWN,
    ),
    page(
        "proyectos/importar/<int:pk>/archivo/",
        imports.import_file,
        name="import-file",
        allow=IMPORTERS,
        objects=OWN,
    ),
    form(
        "proyectos/importar/<int:pk>/columnas/",
        imports.import_columns,
        name="import-columns",
        allow=IMPORTERS,
        objects=OWN,
    ),
    action(
        "proyectos/importar/<int:pk>/aplicar/",
        imports.import_apply,
        name="import-apply",
        allow=IMPORTERS,
        objects=OWN,
    ),
    action(
        "proyectos/importar/<int:pk>/detener/",
        imports.import_stop,
        name="import-stop",
        allow=IMPORTERS,
        objects=OWN,
    ),
    action(
        "proyectos/importar/<int:pk>/deshacer/",
        imports.import_undo,
        name="import-undo",
        allow=IMPORTERS,
        objects=OWN,
    ),
    form(
        "proyectos/importar/<int:pk>/<int:position>/",
        imports_entry.import_entry,
        name="import-entry",
        allow=IMPORTERS,
        objects=OWN,
    ),
]
