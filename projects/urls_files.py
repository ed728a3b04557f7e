"""What a filter of the register finds, as files."""

from __future__ import annotations

from mcig.access import PARTICIPANTS, action, page
from projects.views import bundles, exports

BUNDLES = "Bundle.visible_to"

urlpatterns = [
    page(
        "proyectos/exportar/<slug:kind>/",
        exports.project_export,
        name="project-export",
        allow=PARTICIPANTS,
        objects="Project.visible_to",
    ),
    page(
        "proyectos/archivos/",
        bundles.project_bundles,
        name="project-bundles",
        allow=PARTICIPANTS,
        objects=BUNDLES,
    ),
    action(
        "proyectos/archivos/pedir/",
        bundles.project_bundle_ask,
        name="project-bundle-ask",
        allow=PARTICIPANTS,
    ),
    page(
        "proyectos/archivos/<int:pk>/",
        bundles.project_bundle,
        name="project-bundle",
        allow=PARTICIPANTS,
        objects=BUNDLES,
    ),
    action(
        "proyectos/archivos/<int:pk>/cancelar/",
        bundles.project_bundle_cancel,
        name="project-bundle-cancel",
        allow=PARTICIPANTS,
        objects=BUNDLES,
    ),
    page(
        "proyectos/archivos/<int:pk>/archivo/",
        bundles.project_bundle_file,
        name="project-bundle-file",
        allow=PARTICIPANTS,
        objects=BUNDLES,
    ),
]
