"""The follow-up of a commitment: what happened to it, step by step, and the reminders that left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.outcomes import Commitment
from agenda.rules.outcome import CommitmentEvent as Event
from mcig.files.models import StoredFile
from members.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class StepKind(models.TextChoices):
    STARTED = Event.STARTED.value, _("en proceso")
    DONE = Event.DONE.value, _("se dio por cumplido")
    VOIDED = Event.VOIDED.value, _("quedó sin efecto")
    REOPENED = Event.REOPENED.value, _("se reabrió")
    COMMENTED = Event.COMMENTED.value, _("comentario")
    ASKED = Event.ASKED.value, _("se pidió más tiempo")
    EXTENDED = Event.EXTENDED.value, _("se amplió el plazo")
    REFUSED = Event.REFUSED.value, _("no se amplió el plazo")


class StepSource(models.TextChoices):
    ACCOUNT = "account", _("cuenta")
    LINK = "link", _("enlace personal")
    ON_BEHALF = "on_behalf", _("a petición, por la secretaría técnica")


class CommitmentStep(models.Model):
    """Something that happened to a commitment: what, when, by whom, by which way. Written once.

    `spoken_by` is who did it, as words; `entered_by` is the account that wrote it down for somebody else.
    """

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="steps", verbose_name=_("compromiso")
    )
    kind = models.CharField(_("qué pasó"), max_length=9, choices=StepKind)
    at = models.DateTimeField(_("fecha y hora"), default=timezone.now)
    note = models.TextField(_("texto"), blank=True)
    due_on = models.DateField(_("fecha compromiso"), null=True, blank=True)
    source = models.CharField(_("vía"), max_length=9, choices=StepSource)
    spoken_by = models.CharField(_("quién"), max_length=200)
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registra"),
    )

    class Meta:
        verbose_name = _("paso de un compromiso")
        verbose_name_plural = _("pasos de un compromiso")
        ordering = ["at", "pk"]
        triggers = [
            pgtrigger.Protect(name="commitment_step_is_final", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.title}"

    @property
    def title(self) -> str | StrPromise:
        return StepKind(self.kind).label


class CommitmentReminder(models.Model):
    """That the owner was reminded of a due date, so and so many days from it: once."""

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="reminders", verbose_name=_("compromiso")
    )
    due_on = models.DateField(_("fecha compromiso"))
    days = models.SmallIntegerField(_("días desde la fecha compromiso"))
    sent_at = models.DateTimeField(_("enviado"), default=timezone.now)

    class Meta:
        verbose_name = _("recordatorio de un compromiso")
        verbose_name_plural = _("recordatorios de compromisos")
        constraints = [
            models.UniqueConstraint(fields=["commitment", "due_on", "days"], name="commitment_reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.due_on} {self.days:+d}"


class CommitmentFile(models.Model):
    """A file that shows that a commitment was fulfilled, handed in with one of its steps."""

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="files", verbose_name=_("compromiso")
    )
    step = models.ForeignKey(CommitmentStep, models.PROTECT, related_name="files", verbose_name=_("paso"))
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name=_("archivo"))

    class Meta:
        verbose_name = _("archivo de un compromiso")
        verbose_name_plural = _("archivos de un compromiso")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.stored)
