"""How many projects there are, kept ready: what map, charts and matrix show without counting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor
from members.models import Organisation
from projects.models.projects import READS_EVERY_DRAFT, READS_PUBLISHED


class RegisterTotalQuerySet(models.QuerySet["RegisterTotal"]):
    def visible_to(self, actor: Actor) -> RegisterTotalQuerySet:
        """As `RegisterEntry.visible_to`: newest fichas where their drafts are seen, else published ones."""
        if actor.holds(*READS_EVERY_DRAFT):
            return self.filter(newest=True)
        if actor.holds(*READS_PUBLISHED):
            own = Q(owner__in=actor.organisations)
            return self.filter(own & Q(newest=True) | ~own & Q(newest=False))
        return self.none()


class RegisterTotal(models.Model):
    """A change of a total; the total is the sum of its rows. Triggers write them (`counting`), nobody else.

    `newest` counts each project once, by its draft where it has one; else published fichas alone are counted.
    `part` is theme, area, goal, state or year; a project without a theme counts for the theme "".
    """

    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    newest = models.BooleanField()
    part = models.CharField(max_length=5)
    value = models.TextField()
    number = models.IntegerField()

    objects = RegisterTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("total del registro")
        verbose_name_plural = _("totales del registro")

    def __str__(self) -> str:
        return f"{self.part} {self.value}: {self.number}"
