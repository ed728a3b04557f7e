"""One record for each seat of a meeting: what it answered to the convocation, and whether it was there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import Meeting
from mcig.history.tracking import tracked
from members.models import Person, Seat, name_of

if TYPE_CHECKING:
    from typing import Self


class Answer(models.TextChoices):
    """What a seat answers, in the words of calendars (RFC 5545 §3.2.12)."""

    NONE = "none", _("sin respuesta")
    ACCEPTED = "accepted", _("asistirá")
    TENTATIVE = "tentative", _("por confirmar")
    DECLINED = "declined", _("no asistirá")


class AnswerSource(models.TextChoices):
    LINK = "link", _("enlace personal")
    ACCOUNT = "account", _("cuenta")
    CALENDAR = "calendar", _("calendario")
    PHONE = "phone", _("teléfono")


class Presence(models.TextChoices):
    """What was seen at the meeting itself."""

    UNKNOWN = "unknown", _("sin registrar")
    PRESENT = "present", _("presente")
    ALTERNATE = "alternate", _("suplencia presente")
    REMOTE = "remote", _("presente a distancia")
    EXCUSED = "excused", _("con excusa")
    ABSENT = "absent", _("ausente")


COUNTS_FOR_QUORUM = (Presence.PRESENT, Presence.ALTERNATE, Presence.REMOTE)


class MeetingSeatQuerySet(models.QuerySet["MeetingSeat"]):
    def named(self, on: date) -> Self:
        """Annotate `organisation_name` of the date, in the reader's language."""
        return self.annotate(organisation_name=name_of("seat__organisation_id", on))


@tracked()
class MeetingSeat(models.Model):
    """A seat at a meeting. The latest answer counts, whichever way it came; the earlier ones are history."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats", verbose_name=_("reunión"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("lugar en la mesa"))
    answer = models.CharField(_("respuesta"), max_length=9, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("respondida"), null=True, blank=True)
    source = models.CharField(_("vía"), max_length=8, choices=AnswerSource, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    spoken_by = models.CharField(_("quién respondió"), max_length=200, blank=True)
    attendee = models.CharField(_("quién asistirá"), max_length=200, blank=True)
    comment = models.CharField(_("comentario"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registra"),
    )
    presence = models.CharField(_("asistencia"), max_length=9, choices=Presence, default=Presence.UNKNOWN)
    present_name = models.CharField(_("quién asistió"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = MeetingSeatQuerySet.as_manager()
    organisation_name: str | None

    class Meta:
        verbose_name = _("lugar en la reunión")
        verbose_name_plural = _("lugares en la reunión")
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="meeting_seat_once")]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.seat}"
