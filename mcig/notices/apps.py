from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "mcig.notices"
    verbose_name = _("avisos")

    def ready(self) -> None:
        """Loads what the apps say about their kinds of messages."""
        autodiscover_modules("notices")
