"""The letters about a meeting or a date poll that wait for a person, or that have left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import Meeting
from agenda.models.polls import DatePoll
from mcig.notices.models import Dispatch

if TYPE_CHECKING:
    from typing import Self


class MailingPurpose(models.TextChoices):
    CONVOCATION = "convocation", _("convocatoria")
    UPDATE = "update", _("aviso de cambio")
    POSTPONEMENT = "postponed", _("aviso de aplazamiento")
    CANCELLATION = "cancelled", _("aviso de cancelación")
    REMINDER = "reminder", _("recordatorio")
    PROPOSALS = "proposals", _("invitación a proponer puntos")
    POLL = "poll", _("encuesta de fechas")


# After these the invited know the facts that the letters told.
TELLS_FACTS = (MailingPurpose.CONVOCATION, MailingPurpose.UPDATE)


class MailingQuerySet(models.QuerySet["Mailing"]):
    def waiting(self) -> Self:
        """Those that nobody has sent or discarded."""
        return self.filter(dispatch__sent_at=None, dispatch__discarded_at=None)

    def sent(self) -> Self:
        return self.exclude(dispatch__sent_at=None)


class Mailing(models.Model):
    """A dispatch, and what it is about. `told` are the facts of the meeting in its letters."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="mailings", verbose_name=_("reunión")
    )
    poll = models.ForeignKey(
        DatePoll,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mailings",
        verbose_name=_("encuesta de fechas"),
    )
    purpose = models.CharField(_("finalidad"), max_length=11, choices=MailingPurpose)
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="+", verbose_name=_("envío"))
    told: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        _("datos comunicados"), encoder=DjangoJSONEncoder, default=dict, blank=True
    )
    created_at = models.DateTimeField(_("preparado"), default=timezone.now)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("envío de la agenda")
        verbose_name_plural = _("envíos de la agenda")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, poll=None) | Q(meeting=None, poll__isnull=False),
                name="mailing_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.meeting or self.poll}"
