"""The outgoing mail: every message of the system passes through it and stays visible."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.notices.kinds import OTHER, Kind, kind_of
from mcig.notices.models.dispatches import Dispatch
from mcig.notices.visibility import terms_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from mcig.access import Actor

MAY_WAIT = timedelta(minutes=15)


class MessageState(models.TextChoices):
    """What has become of a message. `HELD` waits for a person, `QUEUED` for the worker.

    `SENDING` is written before the mail server is spoken to; whoever finds it there afterwards cannot know
    whether the server took the message: it becomes `UNCONFIRMED`, for a person to decide.
    """

    HELD = "held", _("por revisar")
    QUEUED = "queued", _("en espera")
    SENDING = "sending", _("saliendo")
    SENT = "sent", _("enviado")
    UNCONFIRMED = "unconfirmed", _("sin confirmación")
    FAILED = "failed", _("no entregado")
    RETURNED = "returned", _("devuelto")
    DISCARDED = "discarded", _("descartado")


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting_since(self, moment: datetime) -> MessageQuerySet:
        """Messages queued before `moment` and not sent yet."""
        return self.filter(state=MessageState.QUEUED, queued_at__lt=moment)

    def listed(self) -> MessageQuerySet:
        """Newest first, without their texts."""
        return self.defer("body", "raw")

    def visible_to(self, actor: Actor) -> MessageQuerySet:
        """All for the secretariat and administrators; for the presidency the dispatches of its own term."""
        wanted = terms_of(actor, "dispatch__held_at")
        return self.none() if wanted is None else self.filter(wanted)


class Enclosure(models.Model):
    """A file that goes with messages, kept once however many they are."""

    sha256 = models.CharField(_("huella"), max_length=64, unique=True)
    content = models.BinaryField(_("contenido"))

    class Meta:
        verbose_name = _("archivo adjunto")
        verbose_name_plural = _("archivos adjuntos")

    def __str__(self) -> str:
        return self.sha256


class Message(models.Model):
    """A message to its recipients, and why they receive it.

    What Django's mail functions hand over is kept complete in `raw` (RFC 5322); a letter of ours is composed
    of its parts when it leaves. Messages with a code or a key are confidential: nobody reads them here, and
    their text is erased once they are sent.
    """

    kind_name = models.CharField(_("tipo"), max_length=60, default=OTHER.name)
    recipients = ArrayField(models.EmailField(max_length=254), verbose_name=_("destinatarios"))
    name = models.CharField(_("nombre"), max_length=200, blank=True)
    language = models.CharField(_("idioma"), max_length=5, default="es")
    subject = models.CharField(_("asunto"), max_length=300)
    body = models.TextField(_("texto"), blank=True)
    why = models.TextField(_("motivo"), blank=True)
    raw = models.BinaryField(_("mensaje completo"), default=bytes)
    message_id = models.CharField(_("identificador"), max_length=255, blank=True)
    attachment_names = ArrayField(
        models.CharField(max_length=255), default=list, blank=True, verbose_name=_("archivos adjuntos")
    )
    unsubscribe = models.CharField(_("página para dejar de recibirlo"), max_length=500, blank=True)
    is_confidential = models.BooleanField(_("confidencial"), default=False)
    dispatch = models.ForeignKey(
        Dispatch, models.PROTECT, null=True, blank=True, related_name="messages", verbose_name=_("envío")
    )
    state = models.CharField(_("estado"), max_length=12, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("intentos"), default=0)
    failure = models.TextField(_("motivo del fallo"), blank=True)
    queued_at = models.DateTimeField(_("fecha de registro"), default=timezone.now)
    started_at = models.DateTimeField(_("comienzo de la entrega"), null=True, blank=True)
    sent_at = models.DateTimeField(_("fecha de envío"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mensaje")
        verbose_name_plural = _("mensajes")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["queued_at"], condition=models.Q(state="queued"), name="message_waiting"),
            models.Index(fields=["message_id"], name="message_by_its_id"),
            models.Index(fields=["kind_name"], name="message_by_kind"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind(self) -> Kind:
        return kind_of(self.kind_name)

    @property
    def reason(self) -> StrPromise | str:
        """Why its recipient receives it, in the reader's language where it is the kind's own sentence."""
        return self.why or self.kind.why

    @property
    def can_be_retried(self) -> bool:
        """Given up, unconfirmed, or waiting for so long that its job may have been lost."""
        waits_too_long = self.queued_at < timezone.now() - MAY_WAIT
        if self.state in {MessageState.FAILED, MessageState.UNCONFIRMED}:
            return True
        return self.state == MessageState.QUEUED and waits_too_long

    @property
    def is_unconfirmed(self) -> bool:
        """Whether its worker died while the mail server was spoken to: nobody knows whether it left."""
        return self.state == MessageState.UNCONFIRMED


class MessageEnclosure(models.Model):
    """A file of one message, under the name that its recipient sees."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="enclosures")
    enclosure = models.ForeignKey(Enclosure, models.PROTECT, related_name="tied")
    filename = models.CharField(_("nombre del archivo"), max_length=255)
    content_type = models.CharField(_("tipo de contenido"), max_length=200)

    class Meta:
        verbose_name = _("adjunto de un mensaje")
        verbose_name_plural = _("adjuntos de mensajes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.filename
