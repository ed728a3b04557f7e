"""Imports of members: what a file said, and what applying it changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked


@tracked(exclude=("rows", "undo"))
class MemberImport(models.Model):
    """One file of members: read, then applied, then perhaps undone.

    `rows` holds what was read, row by row; `undo` what applying it replaced.
    """

    filename = models.CharField(_("archivo"), max_length=200)
    rows = models.JSONField(_("renglones"), default=list)
    undo = models.JSONField(_("para deshacer"), default=list, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("quién lo cargó")
    )
    uploaded_at = models.DateTimeField(_("cargado"), default=timezone.now)
    applied_at = models.DateTimeField(_("aplicado"), null=True, blank=True)
    undone_at = models.DateTimeField(_("deshecho"), null=True, blank=True)

    class Meta:
        verbose_name = _("importación de integrantes")
        verbose_name_plural = _("importaciones de integrantes")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.filename
