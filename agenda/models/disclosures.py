"""What of a meeting the mesa shows to everybody: an event, or its approved minutes. A row is the mark."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import Meeting
from mcig.history.tracking import tracked


class Disclosed(models.TextChoices):
    EVENT = "event", _("el evento")
    MINUTES = "minutes", _("la versión pública de lo aprobado")


@tracked()
class Disclosure(models.Model):
    """That one part of a meeting stands on the public face; without the row it does not."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="disclosures", verbose_name=_("reunión")
    )
    part = models.CharField(_("qué se muestra"), max_length=7, choices=Disclosed)
    disclosed_at = models.DateTimeField(_("público desde"), default=timezone.now)
    disclosed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("lo publica")
    )

    class Meta:
        verbose_name = _("publicación en la cara pública")
        verbose_name_plural = _("publicaciones en la cara pública")
        constraints = [models.UniqueConstraint(fields=["meeting", "part"], name="disclosure_once")]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.part}"
