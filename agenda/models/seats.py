"""One record for each seat of a meeting: what it answered to the convocation, and whether it was there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import Meeting
from mcig.accounts.models import LANGUAGES
from mcig.history.tracking import tracked
from members.models import Person, Seat, SeatKind, name_of

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


# An answer given for another hour than the one that stands now says nothing about this one.
STANDING = Q(answered_at__isnull=False) & (
    Q(answered_for=None) | Q(answered_for=models.F("meeting__starts_at"))
)


class MeetingSeatQuerySet(models.QuerySet["MeetingSeat"]):
    def named(self, on: date) -> Self:
        """Annotate `organisation_name` of the date, in the reader's language."""
        return self.annotate(organisation_name=name_of("seat__organisation_id", on))

    def answered(self) -> Self:
        """Those whose answer stands for the hour of the meeting as it is now."""
        return self.filter(STANDING)

    def silent(self) -> Self:
        """Those that have not answered for the hour of the meeting as it is now."""
        return self.exclude(pk__in=self.model._default_manager.filter(STANDING).values("pk"))


class Convened(models.Model):
    """Whoever was asked to a meeting, for a seat or as a guest: what they answered holds for one hour."""

    meeting: models.ForeignKey[Meeting, Meeting]
    answer = models.CharField(_("respuesta"), max_length=9, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("respondida"), null=True, blank=True)
    answered_for = models.DateTimeField(_("respondida para"), null=True, blank=True)
    source = models.CharField(_("vía"), max_length=8, choices=AnswerSource, blank=True)
    comment = models.CharField(_("comentario"), max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def has_answered(self) -> bool:
        """Whether they answered for the hour at which the meeting begins as it stands now."""
        return self.answered_at is not None and self.answered_for in (None, self.meeting.starts_at)

    @property
    def standing(self) -> Answer:
        """What they answered for the present date; nothing when the answer was for another."""
        return Answer(self.answer) if self.has_answered else Answer.NONE


@tracked()
class MeetingSeat(Convened):
    """A seat at a meeting. The latest answer counts, whichever way it came; the earlier ones are history.

    `answered_for` is the beginning of the meeting as it stood when the answer was given.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats", verbose_name=_("reunión"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("lugar en la mesa"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    spoken_by = models.CharField(_("quién respondió"), max_length=200, blank=True)
    attendee = models.CharField(_("quién asistirá"), max_length=200, blank=True)
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

    @property
    def is_observer(self) -> bool:
        return self.seat.kind == SeatKind.OBSERVER


class MeetingReminder(models.Model):
    """That a seat was reminded so many days before a meeting: each once for each beginning it had."""

    seat = models.ForeignKey(MeetingSeat, models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("días antes"))
    starts_at = models.DateTimeField(_("inicio previsto"))
    sent_at = models.DateTimeField(_("enviado"), default=timezone.now)

    class Meta:
        verbose_name = _("recordatorio de una reunión")
        verbose_name_plural = _("recordatorios de reuniones")
        constraints = [
            models.UniqueConstraint(fields=["seat", "days", "starts_at"], name="meeting_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat} −{self.days}"


@tracked()
class Invitee(Convened):
    """Somebody without a seat who is invited to a meeting, by name and address, with their answer."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitees", verbose_name=_("reunión"))
    name = models.CharField(_("nombre"), max_length=200)
    email = models.EmailField(_("correo electrónico"), max_length=254)
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES, default="es")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invita")
    )

    class Meta:
        verbose_name = _("persona invitada")
        verbose_name_plural = _("personas invitadas")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                Lower("email"),
                name="invitee_once",
                violation_error_message=_("Esa dirección ya está invitada a esta reunión."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
