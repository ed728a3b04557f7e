"""What goes between the mesa and calendars: replies that were read, and feeds that people subscribe to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import Meeting
from agenda.models.seats import Invitee, MeetingSeat
from agenda.models.themes import Theme


class ReplyOutcome(models.TextChoices):
    """What became of a reply; only the first changed anything."""

    RECORDED = "recorded", _("registrada")
    STRANGER = "stranger", _("la dirección no corresponde a nadie convocado")
    AMBIGUOUS = "ambiguous", _("la dirección corresponde a más de un lugar")
    FORWARDED = "forwarded", _("la envía una dirección distinta de la convocada")
    UNKNOWN_MEETING = "unknown", _("no se refiere a ninguna reunión de la mesa")
    OLD_SEQUENCE = "old", _("responde a una convocatoria anterior a un cambio")
    OVERTAKEN = "overtaken", _("hay una respuesta posterior")
    COUNTER = "counter", _("propone otra fecha")
    OTHER = "other", _("no es una respuesta de asistencia")
    CLOSED = "closed", _("la reunión ya no admite respuestas")
    UNREADABLE = "unreadable", _("el archivo de calendario no se puede leer")


class CalendarReply(models.Model):
    """A message with a calendar reply, read once; what it says stays as its sender wrote it.

    `handled_at`: the secretariat has seen to one that changed nothing.
    """

    digest = models.CharField(_("huella"), max_length=64, unique=True)
    read_at = models.DateTimeField(_("leída"), default=timezone.now)
    sender = models.CharField(_("remitente"), max_length=254, blank=True)
    attendee = models.CharField(_("persona convocada"), max_length=254, blank=True)
    answer = models.CharField(_("respuesta"), max_length=40, blank=True)
    comment = models.CharField(_("comentario"), max_length=500, blank=True)
    stamped_at = models.DateTimeField(_("escrita"), null=True, blank=True)
    outcome = models.CharField(_("resultado"), max_length=10, choices=ReplyOutcome)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reunión")
    )
    seat = models.ForeignKey(MeetingSeat, models.SET_NULL, null=True, blank=True, related_name="+")
    guest = models.ForeignKey(Invitee, models.SET_NULL, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(_("atendida"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("atiende"),
    )

    class Meta:
        verbose_name = _("respuesta de calendario")
        verbose_name_plural = _("respuestas de calendario")
        ordering = ["-read_at", "-pk"]
        indexes = [
            models.Index(
                fields=["read_at"],
                condition=Q(handled_at=None) & ~Q(outcome="recorded"),
                name="reply_to_be_handled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.outcome}"


class CalendarFeed(models.Model):
    """A secret address from which a calendar program reads the meetings that a person may see.

    Only a hash of the address is kept; it is shown once. With a `theme`, only the meetings about it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("cuenta")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tema")
    )
    digest = models.CharField(_("huella"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    revoked_at = models.DateTimeField(_("anulada"), null=True, blank=True)

    class Meta:
        verbose_name = _("dirección de calendario")
        verbose_name_plural = _("direcciones de calendario")
        ordering = ["theme__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "theme"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="calendar_feed_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.theme or '—'}"
