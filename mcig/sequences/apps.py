from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SequencesConfig(AppConfig):
    name = "mcig.sequences"
    verbose_name = _("numeraciones")
