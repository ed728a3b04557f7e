"""Refusals: who asked for what and was turned away. Row history itself lies in the event tables."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Refusal(models.Model):
    """A signed-in person was refused a page or an object. Written once, never changed."""

    at = models.DateTimeField(_("fecha y hora"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("cuenta")
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)
    address = models.GenericIPAddressField(_("dirección de red"), null=True)
    method = models.CharField(_("método"), max_length=10)
    path = models.CharField(_("dirección de la página"), max_length=500)
    status = models.PositiveSmallIntegerField(_("respuesta"))

    class Meta:
        verbose_name = _("acceso negado")
        verbose_name_plural = _("accesos negados")
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="refusal_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.method} {self.path}"
