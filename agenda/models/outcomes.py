"""What the mesa decided and what its members promised: the registers of decisions and commitments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.items import Item
from agenda.models.meetings import READS_ANNOUNCED, READS_DRAFTS, Meeting
from agenda.models.themes import Theme
from agenda.rules.outcome import OUTCOME_LENGTH, CommitmentPhase, DecisionPhase, label_of
from mcig.access import Actor
from mcig.history.tracking import tracked
from mcig.search.text import words_in
from members.models import Consultation, Seat

if TYPE_CHECKING:
    from typing import Self


class DecisionState(models.TextChoices):
    IN_FORCE = DecisionPhase.IN_FORCE.value, _("en vigor")
    REPLACED = DecisionPhase.REPLACED.value, _("sustituido")
    FULFILLED = DecisionPhase.FULFILLED.value, _("cumplido")


class CommitmentState(models.TextChoices):
    """What is stored; overdue follows from the date and is never stored."""

    PENDING = CommitmentPhase.PENDING.value, _("pendiente")
    IN_PROGRESS = CommitmentPhase.IN_PROGRESS.value, _("en proceso")
    FULFILLED = CommitmentPhase.FULFILLED.value, _("cumplido")
    VOID = CommitmentPhase.VOID.value, _("sin efecto")


OPEN_STATES = (CommitmentState.PENDING, CommitmentState.IN_PROGRESS)
OUTCOME_WORDS = words_in("text")


class OutcomeQuerySet(models.QuerySet[Any]):
    def registered(self) -> Self:
        """What has a number and so belongs to the register."""
        return self.exclude(number=None)

    def visible_to(self, actor: Actor) -> Self:
        """The register to whoever takes part; what is still being noted, to secretariat and presidency."""
        if actor.holds(*READS_DRAFTS):
            return self
        if actor.holds(*READS_ANNOUNCED):
            return self.registered()
        return self.none()


class Outcome(models.Model):
    """What a decision and a commitment share.

    Noted at a meeting it has no number; it is registered, and so known to the members, when the number of
    its year is drawn.
    """

    year = models.PositiveSmallIntegerField(_("año"), null=True, blank=True)
    number = models.PositiveIntegerField(_("número"), null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("reunión")
    )
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("punto")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("tema")
    )
    text = models.TextField(_("texto"), max_length=OUTCOME_LENGTH)
    created_at = models.DateTimeField(_("creado"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("registra")
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        abstract = True
        ordering = ["-year", "-number", "-pk"]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()

    @property
    def label(self) -> str:
        """The number as people and addresses write it, «2024-003»; empty while it has none."""
        return label_of(self.year, self.number)


@tracked()
class Decision(Outcome):
    """What the mesa decided, in force until another one replaces it or it has been carried out.

    `consultation` is the one by which it was decided outside a meeting.
    """

    taken_on = models.DateField(_("fecha"))
    state = models.CharField(_("estado"), max_length=9, choices=DecisionState, default=DecisionState.IN_FORCE)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("sustituido por"),
    )
    fulfilled_on = models.DateField(_("fecha de cumplimiento"), null=True, blank=True)
    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consulta en que se adoptó"),
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta(Outcome.Meta):
        verbose_name = _("acuerdo")
        verbose_name_plural = _("acuerdos")
        indexes = [GinIndex(OUTCOME_WORDS, name="decision_words")]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="decision_number_unique"),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | ~Q(state="replaced") & Q(replaced_by=None),
                name="decision_replaced_by_another",
                violation_error_message=_("Indique el acuerdo que lo sustituye."),
            ),
            models.CheckConstraint(
                condition=Q(state="fulfilled", fulfilled_on__isnull=False)
                | ~Q(state="fulfilled") & Q(fulfilled_on=None),
                name="decision_fulfilled_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=models.F("id")),
                name="decision_replaced_by_a_different_one",
                violation_error_message=_("Un acuerdo no se sustituye a sí mismo."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("decision-detail", args=[self.label])


class CommitmentQuerySet(OutcomeQuerySet):
    def open(self) -> Self:
        """Those that still wait to be done."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, on: date) -> Self:
        """Open ones whose due date has passed."""
        return self.filter(state__in=OPEN_STATES, due_on__lt=on)


@tracked()
class Commitment(Outcome):
    """What a seat promised to do until a date.

    `asked_due_on` and `asked_reason` are a request for more time that waits for the secretariat.
    """

    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("acuerdo")
    )
    owner = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("responsable"))
    start_on = models.DateField(_("fecha de inicio"), null=True, blank=True)
    due_on = models.DateField(_("fecha compromiso"), null=True, blank=True)
    state = models.CharField(
        _("estado"), max_length=11, choices=CommitmentState, default=CommitmentState.PENDING
    )
    needs_evidence = models.BooleanField(_("se cumple con evidencia"), default=True)
    evidence = models.TextField(_("evidencia"), blank=True)
    asked_due_on = models.DateField(_("fecha que se pide"), null=True, blank=True)
    asked_reason = models.TextField(_("motivo de la prórroga"), blank=True)
    closed_on = models.DateField(_("fecha de cierre"), null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()
    events: Any  # its history, a manager that the triggers come with
    owner_name: str  # annotated by `agenda.queries.commitments.named`

    class Meta(Outcome.Meta):
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")
        indexes = [GinIndex(OUTCOME_WORDS, name="commitment_words")]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="commitment_number_unique"),
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(due_on=None) | Q(due_on__gte=models.F("start_on")),
                name="commitment_due_after_start",
                violation_error_message=_("La fecha compromiso es anterior a la de inicio."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["fulfilled", "void"], closed_on__isnull=False)
                | Q(state__in=["pending", "in_progress"], closed_on=None),
                name="commitment_closed_has_date",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("commitment-detail", args=[self.label])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def is_overdue(self, on: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < on
