from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "mcig.links"
    verbose_name = _("enlaces personales")

    def ready(self) -> None:
        """Loads what the apps say about their purposes."""
        autodiscover_modules("links")
