"""One-time keys of create forms: the second click of a double click finds the first one's record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """That a create form was received once, and where its record stands."""

    key = models.UUIDField(_("clave"), primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    location = models.CharField(_("dirección del registro"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("recibido"), auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)
