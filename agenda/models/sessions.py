"""What the session leaves of each item, and the guests who were there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.models.items import Item
from agenda.models.meetings import Meeting
from agenda.rules.session import NAME_LENGTH
from mcig.history.tracking import tracked


@tracked()
class ItemRecord(models.Model):
    """What a session leaves of an item: notes, and the time it took.

    `on_since` is the moment from which the item is on, null when it is not; at most one item of a meeting
    is. `seconds_used` holds the time of its earlier turns. `version` belongs to the notes: whoever moves to
    the next item makes nobody's text stale.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="records", verbose_name=_("reunión"))
    item = models.OneToOneField(Item, models.PROTECT, related_name="record", verbose_name=_("punto"))
    notes = models.TextField(_("notas de la sesión"), blank=True)
    seconds_used = models.PositiveIntegerField(_("segundos empleados"), default=0)
    on_since = models.DateTimeField(_("en curso desde"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        verbose_name = _("registro de un punto")
        verbose_name_plural = _("registros de los puntos")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(on_since__isnull=False), name="session_one_item_is_on"
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)


@tracked()
class MeetingGuest(models.Model):
    """Somebody at the session who holds no seat; a guest never counts for the quorum."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests", verbose_name=_("reunión"))
    name = models.CharField(_("nombre"), max_length=NAME_LENGTH)
    represents = models.CharField(_("a quién representa"), max_length=NAME_LENGTH, blank=True)

    class Meta:
        verbose_name = _("persona invitada")
        verbose_name_plural = _("personas invitadas")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
