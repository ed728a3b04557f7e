"""Which messages of the mailbox have been read, and by whom. Of the message itself nothing is kept."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Result(models.TextChoices):
    UNDERSTOOD = "understood", _("entendido")
    IGNORED = "ignored", _("ajeno")
    UNREADABLE = "unreadable", _("ilegible")


class ReadMessage(models.Model):
    """That a reader has seen the message whose place in the mailbox has this digest."""

    reader = models.CharField(_("lector"), max_length=40)
    digest = models.CharField(_("huella"), max_length=64)
    result = models.CharField(_("resultado"), max_length=10, choices=Result)
    read_at = models.DateTimeField(_("leído"), default=timezone.now)

    class Meta:
        verbose_name = _("mensaje leído")
        verbose_name_plural = _("mensajes leídos")
        constraints = [
            models.UniqueConstraint(fields=["reader", "digest"], name="message_is_read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.digest[:12]}"
