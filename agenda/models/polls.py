"""Date polls: which slots are proposed for a meeting, and what each seat says of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import READS_ANNOUNCED, READS_DRAFTS, WRITES, Meeting
from agenda.models.seats import AnswerSource
from agenda.rules.meeting import MAX_MINUTES, TITLE_LENGTH
from agenda.rules.polls import Phase, why_closed
from mcig.access import Actor
from mcig.history.tracking import tracked
from mcig.mesa.models import check_time_zone
from members.models import Person, Seat, name_of

if TYPE_CHECKING:
    from typing import Self


class PollState(models.TextChoices):
    DRAFT = Phase.DRAFT.value, _("borrador")
    OPEN = Phase.OPEN.value, _("abierta")
    CLOSED = Phase.CLOSED.value, _("fecha elegida")
    CANCELLED = Phase.CANCELLED.value, _("retirada")


class SlotChoice(models.TextChoices):
    YES = "yes", _("sí")
    IF_NEEDED = "if_needed", _("si es necesario")
    NO = "no", _("no")


class DatePollQuerySet(models.QuerySet["DatePoll"]):
    def visible_to(self, actor: Actor) -> Self:
        """Opened ones to whoever takes part; drafts to secretariat and presidency, also the coming one."""
        if actor.holds(*READS_DRAFTS):
            return self
        if actor.holds(*READS_ANNOUNCED):
            return self.exclude(opened_at=None)
        return self.none()

    def editable_by(self, actor: Actor) -> Self:
        """The polls that the actor prepares and closes."""
        return self if actor.holds(*WRITES) else self.none()


@tracked()
class DatePoll(models.Model):
    """A poll of dates for a meeting.

    `meeting` is the draft whose date is asked for; without one, the chosen slot makes a draft. `minutes` is
    how long each slot lasts, `time_zone` the zone in which all of them are told.
    """

    title = models.CharField(_("título"), max_length=TITLE_LENGTH)
    text = models.TextField(_("explicación"), blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="polls", verbose_name=_("reunión")
    )
    minutes = models.PositiveSmallIntegerField(_("duración en minutos"), default=120)
    time_zone = models.CharField(_("zona horaria"), max_length=64, validators=[check_time_zone])
    deadline = models.DateTimeField(_("plazo para responder"), null=True, blank=True)
    state = models.CharField(_("estado"), max_length=9, choices=PollState, default=PollState.DRAFT)
    chosen = models.ForeignKey(
        "PollSlot", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fecha elegida")
    )
    opened_at = models.DateTimeField(_("apertura"), null=True, blank=True)
    closed_at = models.DateTimeField(_("cierre"), null=True, blank=True)
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepara")
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = DatePollQuerySet.as_manager()

    class Meta:
        verbose_name = _("encuesta de fechas")
        verbose_name_plural = _("encuestas de fechas")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MAX_MINUTES),
                name="poll_slot_lasts_a_day_at_most",
                violation_error_message=_("La duración va de 1 minuto a 24 horas."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="cancelled")
                | Q(deadline__isnull=False, opened_at__isnull=False),
                name="poll_open_has_deadline",
                violation_error_message=_("Indique hasta cuándo se puede responder."),
            ),
            models.CheckConstraint(
                condition=Q(state="closed", chosen__isnull=False) | ~Q(state="closed") & Q(chosen=None),
                name="poll_closed_has_chosen_slot",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("poll-detail", args=[self.pk])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_draft(self) -> bool:
        return self.state == Phase.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == Phase.OPEN

    def why_closed(self) -> str:
        """Why it takes no answer now, as a sentence; empty while it does."""
        return why_closed(self.state, self.deadline, timezone.now())


class PollSlot(models.Model):
    """A beginning that the poll proposes."""

    poll = models.ForeignKey(
        DatePoll, models.CASCADE, related_name="slots", verbose_name=_("encuesta de fechas")
    )
    starts_at = models.DateTimeField(_("inicio"))

    class Meta:
        verbose_name = _("fecha propuesta")
        verbose_name_plural = _("fechas propuestas")
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="poll_slot_once")]

    def __str__(self) -> str:
        return f"{self.starts_at}"


class PollSeatQuerySet(models.QuerySet["PollSeat"]):
    def named(self, on: date) -> Self:
        """Annotate `organisation_name` of the date, in the reader's language."""
        return self.annotate(organisation_name=name_of("seat__organisation_id", on))


@tracked()
class PollSeat(models.Model):
    """A seat that is asked, with its latest answer: by the key of each slot, yes, if needed or no."""

    poll = models.ForeignKey(
        DatePoll, models.PROTECT, related_name="seats", verbose_name=_("encuesta de fechas")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("lugar en la mesa"))
    choices = models.JSONField(_("respuestas"), encoder=DjangoJSONEncoder, default=dict, blank=True)
    answered_at = models.DateTimeField(_("respondida"), null=True, blank=True)
    source = models.CharField(_("vía"), max_length=8, choices=AnswerSource, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    spoken_by = models.CharField(_("quién respondió"), max_length=200, blank=True)
    comment = models.CharField(_("comentario"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registra"),
    )

    objects = PollSeatQuerySet.as_manager()
    organisation_name: str | None

    class Meta:
        verbose_name = _("lugar en la encuesta de fechas")
        verbose_name_plural = _("lugares en la encuesta de fechas")
        constraints = [models.UniqueConstraint(fields=["poll", "seat"], name="poll_seat_once")]

    def __str__(self) -> str:
        return f"{self.poll} · {self.seat}"

    @property
    def has_answered(self) -> bool:
        return self.answered_at is not None


class PollReminder(models.Model):
    """That a seat was reminded so many days before the deadline of a poll: each once for each deadline."""

    seat = models.ForeignKey(PollSeat, models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("días antes"))
    deadline = models.DateTimeField(_("plazo"))
    sent_at = models.DateTimeField(_("enviado"), default=timezone.now)

    class Meta:
        verbose_name = _("recordatorio de una encuesta de fechas")
        verbose_name_plural = _("recordatorios de encuestas de fechas")
        constraints = [
            models.UniqueConstraint(fields=["seat", "days", "deadline"], name="poll_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat} −{self.days}"
