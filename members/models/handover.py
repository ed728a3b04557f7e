"""The checklist by which an outgoing presidency hands over to the incoming one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from members.models.mandates import Mandate
from members.models.organisations import Organisation


@tracked()
class HandoverItem(models.Model):
    """Something to be handed over at the beginning of `mandate`. Done once both sides have signed it."""

    mandate = models.ForeignKey(
        Mandate, models.PROTECT, related_name="handover", verbose_name=_("mandato que comienza")
    )
    title = models.CharField(_("qué se entrega"), max_length=300)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("responsable"))
    due = models.DateField(_("fecha compromiso"))
    outgoing_at = models.DateTimeField(_("entregado"), null=True, blank=True)
    outgoing_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entrega"),
    )
    outgoing_capacity = models.CharField(_("entrega en calidad de"), max_length=300, blank=True)
    incoming_at = models.DateTimeField(_("recibido"), null=True, blank=True)
    incoming_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recibe"),
    )
    incoming_capacity = models.CharField(_("recibe en calidad de"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("punto del traspaso")
        verbose_name_plural = _("puntos del traspaso")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outgoing_at__isnull=True, outgoing_by__isnull=True)
                | Q(outgoing_at__isnull=False, outgoing_by__isnull=False),
                name="handover_outgoing_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(incoming_at__isnull=True, incoming_by__isnull=True)
                | Q(incoming_at__isnull=False, incoming_by__isnull=False),
                name="handover_incoming_signed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.outgoing_at is not None and self.incoming_at is not None
