"""Personal links and their uses. Only a hash of the link is kept: the link itself is in the message alone."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    OPEN = "open", _("vigente")
    USED = "used", _("usado")
    EXPIRED = "expired", _("vencido")
    REVOKED = "revoked", _("anulado")


class PersonalLink(models.Model):
    """A link sent to one person for one subject."""

    digest = models.CharField(_("huella"), max_length=64, unique=True)
    purpose = models.CharField(_("finalidad"), max_length=40)
    object_key = models.CharField(_("objeto"), max_length=80)
    seat_key = models.BigIntegerField(_("lugar"))
    holder_key = models.BigIntegerField(_("persona"))
    created_at = models.DateTimeField(_("creado"), default=timezone.now)
    expires_at = models.DateTimeField(_("vence"))
    used_at = models.DateTimeField(_("usado"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("anulado"), null=True, blank=True)

    class Meta:
        verbose_name = _("enlace personal")
        verbose_name_plural = _("enlaces personales")
        indexes = [models.Index(fields=["purpose", "object_key"], name="link_of_object")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.object_key}"

    @property
    def state(self) -> LinkState:
        """What has become of it by now."""
        if self.revoked_at:
            return LinkState.REVOKED
        if self.used_at:
            return LinkState.USED
        return LinkState.EXPIRED if self.expires_at <= timezone.now() else LinkState.OPEN


class LinkUse(models.Model):
    """That the button of a link was pressed: when, from which network, with which result. Written once."""

    link = models.ForeignKey(
        PersonalLink, models.PROTECT, related_name="uses", verbose_name=_("enlace personal")
    )
    at = models.DateTimeField(_("fecha y hora"), default=timezone.now)
    network = models.CharField(_("red"), max_length=50, blank=True)
    result = models.CharField(_("resultado"), max_length=20)

    class Meta:
        verbose_name = _("uso de un enlace personal")
        verbose_name_plural = _("usos de enlaces personales")
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="link_use_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.result}"
