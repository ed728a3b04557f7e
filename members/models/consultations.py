"""Consultations under the silence procedure, and each consulted seat with its answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role
from mcig.accounts.models import LANGUAGES
from mcig.documents.models import IssuedDocument
from mcig.history.tracking import tracked
from mcig.notices.models import Message
from mcig.search.text import words_in
from members.models.organisations import Organisation, name_of
from members.models.seats import Person, Seat
from members.rules.consultation import SUBJECT_LENGTH, Phase, Rule, SeatPhase, is_over

if TYPE_CHECKING:
    from typing import Self


CONSULTATION_WORDS = words_in("subject", "text")


class ConsultationRule(models.TextChoices):
    SILENCE = Rule.SILENCE.value, _("procedimiento de silencio: quien no responde está conforme")
    CONSENSUS = Rule.CONSENSUS.value, _("consenso: responden todos y nadie se opone")
    COUNT = Rule.COUNT.value, _("recuento: más respuestas a favor que en contra")


class ConsultationState(models.TextChoices):
    DRAFT = Phase.DRAFT.value, _("borrador")
    OPEN = Phase.OPEN.value, _("abierta")
    ADOPTED = Phase.ADOPTED.value, _("adoptada")
    REJECTED = Phase.REJECTED.value, _("no adoptada")
    WITHDRAWN = Phase.WITHDRAWN.value, _("retirada")


class SeatState(models.TextChoices):
    PENDING = SeatPhase.PENDING.value, _("pendiente de entrega")
    DELIVERED = SeatPhase.DELIVERED.value, _("entregada")
    OPENED = SeatPhase.OPENED.value, _("con acuse de recibo")
    AGREES = SeatPhase.AGREES.value, _("conforme")
    COMMENTS = SeatPhase.COMMENTS.value, _("conforme, con comentarios")
    BREAKS = SeatPhase.BREAKS.value, _("rompe el silencio")
    ABSTAINS = SeatPhase.ABSTAINS.value, _("se abstiene")


class AnswerSource(models.TextChoices):
    LINK = "link", _("enlace personal")
    ACCOUNT = "account", _("cuenta")
    PHONE = "phone", _("teléfono")


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Opened ones to whoever takes part; drafts to the secretariat and, to read, who presides or will."""
        if actor.holds(Role.SECRETARIAT, Role.PRESIDENCY, Role.INCOMING):
            return self
        if actor.holds(Role.MEMBER, Role.ADMINISTRATOR):
            return self.exclude(opened_at=None)
        return self.none()

    def due(self, now: datetime) -> Self:
        """Open ones whose deadline has come."""
        return self.filter(state=ConsultationState.OPEN, deadline__lte=now)


@tracked()
class Consultation(models.Model):
    """A text put to the members until a deadline. Frozen once it is opened.

    `purpose` and `object_key` name what follows from it in another part of the mesa; empty when nothing does.
    """

    year = models.PositiveSmallIntegerField(_("año"))
    sequence = models.PositiveIntegerField(_("número"))
    subject = models.CharField(_("asunto"), max_length=SUBJECT_LENGTH)
    text = models.TextField(_("texto que se consulta"))
    rule = models.CharField(_("regla"), max_length=10, choices=ConsultationRule, default=Rule.SILENCE.value)
    deadline = models.DateTimeField(_("plazo"), null=True, blank=True)
    consulted = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="+",
        verbose_name=_("a quiénes se consulta"),
        help_text=_("Sin marcar ninguna: todos los integrantes en la fecha de apertura."),
    )
    state = models.CharField(_("estado"), max_length=10, choices=ConsultationState, default=Phase.DRAFT.value)
    purpose = models.CharField(max_length=40, blank=True, editable=False)
    object_key = models.CharField(max_length=80, blank=True, editable=False)
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepara")
    )
    opened_at = models.DateTimeField(_("apertura"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("abre")
    )
    closed_at = models.DateTimeField(_("cierre"), null=True, blank=True)
    note = models.TextField(_("motivo"), blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = ConsultationQuerySet.as_manager()
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("consulta")
        verbose_name_plural = _("consultas")
        ordering = ["-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="consultation_number_unique"),
            models.CheckConstraint(
                condition=Q(opened_at=None, state__in=["draft", "withdrawn"])
                | Q(opened_at__isnull=False, deadline__gt=F("opened_at")) & ~Q(state="draft"),
                name="consultation_deadline_follows_opening",
                violation_error_message=_("El plazo debe terminar después de la apertura."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open"], closed_at=None)
                | Q(state__in=["adopted", "rejected", "withdrawn"], closed_at__isnull=False),
                name="consultation_closed_has_moment",
            ),
        ]
        indexes = [
            GinIndex(CONSULTATION_WORDS, name="consultation_words"),
            models.Index(fields=["deadline"], condition=Q(state="open"), name="consultation_open"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="consultation_text_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__opened_at__isnull=False)
                & (
                    pgtrigger.Q(old__text__df=pgtrigger.F("new__text"))
                    | pgtrigger.Q(old__subject__df=pgtrigger.F("new__subject"))
                    | pgtrigger.Q(old__rule__df=pgtrigger.F("new__rule"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def number(self) -> str:
        return f"{self.year}-{self.sequence:03d}"

    @property
    def is_draft(self) -> bool:
        return self.state == Phase.DRAFT

    @property
    def is_open(self) -> bool:
        """Opened and not closed; its deadline may have passed while something is still to be decided."""
        return self.state == Phase.OPEN

    @property
    def takes_answers(self) -> bool:
        """Whether an answer that arrives now counts."""
        return self.is_open and self.deadline is not None and not is_over(self.deadline, timezone.now())


class ConsultationSeatQuerySet(models.QuerySet["ConsultationSeat"]):
    def named(self, on: date) -> Self:
        """Annotate `organisation_name` of the date, in the reader's language."""
        return self.annotate(organisation_name=name_of("seat__organisation_id", on))


@tracked()
class ConsultationSeat(models.Model):
    """A consulted seat: whether the text reached it and what it answered, by whom and by which way."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="seats", verbose_name=_("consulta")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("lugar en la mesa"))
    state = models.CharField(_("estado"), max_length=10, choices=SeatState, default=SeatState.PENDING)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", verbose_name=_("mensaje")
    )
    delivered_at = models.DateTimeField(_("entregada"), null=True, blank=True)
    opened_at = models.DateTimeField(_("acuse de recibo"), null=True, blank=True)
    comment = models.TextField(_("comentario o motivo"), blank=True)
    answered_at = models.DateTimeField(_("respondida"), null=True, blank=True)
    source = models.CharField(_("vía"), max_length=7, choices=AnswerSource, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    spoken_by = models.CharField(_("quién respondió"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registra"),
    )

    objects = ConsultationSeatQuerySet.as_manager()
    organisation_name: str | None
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("lugar consultado")
        verbose_name_plural = _("lugares consultados")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "seat"], name="consultation_seat_once"),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "delivered", "opened"], answered_at=None)
                | (Q(answered_at__isnull=False) & ~Q(source="") & ~Q(spoken_by="")),
                name="consultation_answer_has_author",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["breaks", "comments"]) | ~Q(comment=""),
                name="consultation_objection_has_reason",
                violation_error_message=_("Quien rompe el silencio expresa el motivo."),
            ),
            models.CheckConstraint(
                condition=~Q(source="phone") | Q(entered_by__isnull=False),
                name="consultation_phone_answer_is_attributed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.get_state_display()}"

    @property
    def has_answered(self) -> bool:
        return self.answered_at is not None


class ConsultationReminder(models.Model):
    """That a seat was reminded, so many hours before a deadline. This row keeps it from happening twice."""

    seat = models.ForeignKey(ConsultationSeat, models.PROTECT, related_name="reminders")
    hours = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "hours", "deadline"], name="consultation_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.hours} h"


class ConsultationCertificate(models.Model):
    """The certificate of a closed consultation in one language. Written once."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="certificates")
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "language"], name="consultation_certificate_once")
        ]
        triggers = [
            pgtrigger.Protect(
                name="consultation_certificate_is_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation} {self.language}"
