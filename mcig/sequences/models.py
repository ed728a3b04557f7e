"""The last number drawn of each sequence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sequence(models.Model):
    """One run of numbers; its row is locked from the drawing of a number to the end of the transaction."""

    key = models.CharField(_("clave"), max_length=100, primary_key=True)
    last = models.PositiveIntegerField(_("último número"))

    class Meta:
        verbose_name = _("numeración")
        verbose_name_plural = _("numeraciones")

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
