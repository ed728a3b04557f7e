"""The mail queue: every message of the system passes through it and stays visible."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAY_WAIT = timedelta(minutes=15)


class MessageState(models.TextChoices):
    QUEUED = "queued", _("en espera")
    SENT = "sent", _("enviado")
    FAILED = "failed", _("no entregado")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting_since(self, moment: datetime) -> MessageQuerySet:
        """Messages queued before `moment` and not sent yet."""
        return self.filter(state=MessageState.QUEUED, queued_at__lt=moment)

    def listed(self) -> MessageQuerySet:
        """Newest first, without their texts."""
        return self.defer("body", "raw")


class Message(models.Model):
    """A message to its recipients. `raw` is the complete message (RFC 5322) until it has been sent.

    Messages with a code or a key are confidential: nobody reads them in the queue, and their text is erased
    once they are sent.
    """

    recipients = ArrayField(models.EmailField(max_length=254), verbose_name=_("destinatarios"))
    subject = models.CharField(_("asunto"), max_length=300)
    body = models.TextField(_("texto"), blank=True)
    raw = models.BinaryField(_("mensaje completo"))
    is_confidential = models.BooleanField(_("confidencial"), default=False)
    state = models.CharField(_("estado"), max_length=6, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("intentos"), default=0)
    failure = models.TextField(_("motivo del fallo"), blank=True)
    queued_at = models.DateTimeField(_("fecha de registro"), default=timezone.now)
    sent_at = models.DateTimeField(_("fecha de envío"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mensaje")
        verbose_name_plural = _("mensajes")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["queued_at"], condition=models.Q(state="queued"), name="message_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def can_be_retried(self) -> bool:
        """Given up, or waiting for so long that its job may have been lost."""
        waits_too_long = self.queued_at < timezone.now() - MAY_WAIT
        return self.state == MessageState.FAILED or (self.state == MessageState.QUEUED and waits_too_long)
