"""What a person looks for again: a filter of the register under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor

if TYPE_CHECKING:
    from typing import Self

NAME_LENGTH = 80


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(person=actor.user.pk) if actor.user.is_authenticated else self.none()


class SavedView(models.Model):
    """The query of an address, kept by a person; whoever opens the address finds what they may see."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("nombre de la vista"), max_length=NAME_LENGTH)
    query = models.TextField(_("filtro"), blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("vista guardada")
        verbose_name_plural = _("vistas guardadas")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
