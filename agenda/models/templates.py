"""Templates from which meetings are made."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.meetings import MeetingKind
from agenda.rules.meeting import MAX_MINUTES, TITLE_LENGTH
from mcig.history.tracking import tracked


@tracked()
class MeetingTemplate(models.Model):
    """The sections and items of a meeting, kept to begin others with.

    `rows` holds them in order, each with title, purpose, minutes and depth (`agenda.rules.copies.Line`).
    """

    name = models.CharField(
        _("nombre"),
        max_length=TITLE_LENGTH,
        unique=True,
        error_messages={"unique": _("Ya hay una plantilla con ese nombre.")},
    )
    kind = models.CharField(_("tipo de reunión"), max_length=13, choices=MeetingKind)
    planned_minutes = models.PositiveSmallIntegerField(_("duración prevista en minutos"))
    rows: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(_("puntos"))
    version = models.PositiveIntegerField(_("versión"), default=1)
    created_at = models.DateTimeField(_("creada"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("guarda")
    )

    class Meta:
        verbose_name = _("plantilla de reunión")
        verbose_name_plural = _("plantillas de reuniones")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_minutes__gte=1, planned_minutes__lte=MAX_MINUTES),
                name="template_lasts_a_day_at_most",
                violation_error_message=_("La duración va de 1 minuto a 24 horas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
