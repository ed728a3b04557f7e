from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MesaConfig(AppConfig):
    name = "mcig.mesa"
    verbose_name = _("mesa")
