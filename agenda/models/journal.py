"""What the desk of an agenda remembers of the last hours: its steps, to undo them, and who is there."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.items import Item
from agenda.models.meetings import Meeting


class AgendaStepKind(models.TextChoices):
    ADDED = "added", _("agregar")
    EDITED = "edited", _("editar")
    MOVED = "moved", _("mover")
    REMOVED = "removed", _("retirar")


class AgendaStep(models.Model):
    """A step at the desk. `before` and `after` hold what it changed: the place of the item (`lane`, `after`,
    `depth`, `keys` of what moved along) or, for an edit, its facts.

    It serves to undo; the history of the items is kept elsewhere and for good.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps", verbose_name=_("reunión"))
    item = models.ForeignKey(Item, models.CASCADE, related_name="steps", verbose_name=_("punto"))
    kind = models.CharField(_("qué se hizo"), max_length=7, choices=AgendaStepKind)
    before = models.JSONField(_("antes"), encoder=DjangoJSONEncoder, default=dict)
    after = models.JSONField(_("después"), encoder=DjangoJSONEncoder, default=dict)
    made_at = models.DateTimeField(_("cuándo"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("quién")
    )
    undone_at = models.DateTimeField(_("deshecho"), null=True, blank=True)

    class Meta:
        verbose_name = _("paso de la edición")
        verbose_name_plural = _("pasos de la edición")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} «{self.item}»"


class DeskPresence(models.Model):
    """That somebody has the desk of a meeting open; a minute after the last sign of it they are gone."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", verbose_name=_("reunión"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("persona")
    )
    seen_at = models.DateTimeField(_("última señal"), default=timezone.now)

    class Meta:
        verbose_name = _("presencia en la edición")
        verbose_name_plural = _("presencias en la edición")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="desk_presence_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.meeting}"
