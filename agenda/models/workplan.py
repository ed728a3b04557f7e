"""The work plan of a mandate: the themes in its own order, lines, milestones, indicators and their values."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agenda.models.themes import Theme
from agenda.rules.progress import DIGITS, PLACES, Progress, progress
from agenda.rules.theme import NAME_LENGTH
from agenda.rules.theme import LineState as Line
from mcig.history.tracking import tracked
from members.models import Mandate, Seat


class LineState(models.TextChoices):
    PLANNED = Line.PLANNED.value, _("prevista")
    UNDER_WAY = Line.UNDER_WAY.value, _("en curso")
    DONE = Line.DONE.value, _("concluida")
    DROPPED = Line.DROPPED.value, _("sin efecto")
    CARRIED = Line.CARRIED.value, _("pasó al mandato siguiente")


@tracked()
class MandateTheme(models.Model):
    """A theme that a mandate chose, at its place in the mandate's own order.

    A mandate without any has every theme of its time, in the order of the mesa.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+", verbose_name=_("mandato"))
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="choices", verbose_name=_("tema"))
    position = models.PositiveSmallIntegerField(_("orden"))

    class Meta:
        verbose_name = _("tema de un mandato")
        verbose_name_plural = _("temas de un mandato")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "theme"], name="mandate_theme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}"


@tracked()
class WorkLine(models.Model):
    """A line of work of a mandate. `carried_from` is the line of the mandate before that goes on here."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+", verbose_name=_("mandato"))
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("tema")
    )
    title = models.CharField(_("línea de trabajo"), max_length=NAME_LENGTH)
    description = models.TextField(_("descripción"), blank=True)
    owners = models.ManyToManyField(Seat, related_name="+", blank=True, verbose_name=_("responsables"))
    state = models.CharField(_("estado"), max_length=9, choices=LineState, default=LineState.PLANNED)
    position = models.PositiveSmallIntegerField(_("orden"), default=1)
    carried_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("viene del mandato anterior"),
    )
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("registra")
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("línea de trabajo")
        verbose_name_plural = _("líneas de trabajo")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["mandate", "position"], name="work_line_of_mandate")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work-line-detail", args=[self.pk])


@tracked()
class Milestone(models.Model):
    """Something that a line reaches until a day."""

    line = models.ForeignKey(WorkLine, models.PROTECT, related_name="milestones", verbose_name=_("línea"))
    title = models.CharField(_("hito"), max_length=NAME_LENGTH)
    due_on = models.DateField(_("fecha prevista"))
    done_on = models.DateField(_("fecha de cumplimiento"), null=True, blank=True)
    note = models.CharField(_("nota"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("hito")
        verbose_name_plural = _("hitos")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


def _number(label: Any, **more: Any) -> Any:
    return models.DecimalField(label, max_digits=DIGITS, decimal_places=PLACES, **more)


@tracked()
class Indicator(models.Model):
    """What a line is measured by; its baseline may be unknown."""

    line = models.ForeignKey(WorkLine, models.PROTECT, related_name="indicators", verbose_name=_("línea"))
    name = models.CharField(_("indicador"), max_length=NAME_LENGTH)
    name_en = models.CharField(_("indicador en inglés"), max_length=NAME_LENGTH, blank=True)
    unit = models.CharField(_("unidad"), max_length=60)
    baseline = _number(_("línea de base"), null=True, blank=True)
    target = _number(_("meta"))
    target_on = models.DateField(_("fecha de la meta"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("indicador")
        verbose_name_plural = _("indicadores")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def latest(self) -> Measurement | None:
        """The value of the latest day; reads `measurements`, newest first."""
        return next(iter(self.measurements.all()), None)

    @property
    def progress(self) -> Progress:
        latest = self.latest
        return progress(self.baseline, self.target, latest.value if latest else None)


@tracked()
class Measurement(models.Model):
    """What an indicator was on a day. A day has one value: a better one replaces it; history keeps both."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="measurements", verbose_name=_("indicador")
    )
    measured_on = models.DateField(_("fecha"))
    value = _number(_("valor"))
    source = models.CharField(_("fuente"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("valor medido")
        verbose_name_plural = _("valores medidos")
        ordering = ["-measured_on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "measured_on"], name="measurement_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.value}"
