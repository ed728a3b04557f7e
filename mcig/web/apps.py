from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "mcig.web"
    verbose_name = _("sitio")

    def ready(self) -> None:
        """Loads the modules by which an app registers something in the layers below it."""
        import mcig.checks  # noqa: F401, PLC0415 - checks register themselves on import

        autodiscover_modules(
            "roles",
            "receivers",
            "navigation",
            "home",
            "annexes",
            "panels",
            "memory",
            "dossier",
            "demo",
            "search",
            "public",
        )
