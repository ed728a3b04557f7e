"""Themes of the mesa: what its meetings, decisions and projects are about, across presidencies."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from mcig.search.text import words_in
from members.models import DatedQuerySet, Seat


class ThemeColour(models.TextChoices):
    """The colours of the palette that carry text; a theme is never told by its colour alone."""

    PLUM = "plum", _("ciruela")
    TEAL = "teal", _("verde azulado")
    OCHRE = "ochre", _("ocre")
    BRICK = "brick", _("ladrillo")
    SLATE = "slate", _("pizarra")
    OLIVE = "olive", _("oliva")


THEME_WORDS = words_in("name", "name_en", "description", "description_en")


@tracked()
class Theme(models.Model):
    """A theme of the mesa during a time."""

    slug = models.SlugField(_("dirección"), max_length=60, unique=True)
    name = models.CharField(_("nombre"), max_length=200)
    name_en = models.CharField(_("nombre en inglés"), max_length=200, blank=True)
    description = models.TextField(_("descripción"), blank=True)
    description_en = models.TextField(_("descripción en inglés"), blank=True)
    colour = models.CharField(_("color"), max_length=6, choices=ThemeColour, default=ThemeColour.PLUM)
    icon = models.CharField(_("icono"), max_length=40, default="tag")
    validity = DateRangeField(_("vigencia"))
    position = models.PositiveSmallIntegerField(_("orden"), default=100)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("temas")
        ordering = ["position", "pk"]
        indexes = [GinIndex(THEME_WORDS, name="theme_words")]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def telling(self) -> str:
        """The description in the reader's language."""
        return self.description_en if get_language() == "en" and self.description_en else self.description

    def get_absolute_url(self) -> str:
        return reverse("theme-detail", args=[self.slug])


def theme_name() -> F | Coalesce:
    """As `Theme.words`, for the database."""
    return Coalesce(NullIf("name_en", Value("")), "name") if get_language() == "en" else F("name")


@tracked()
class ThemeLead(models.Model):
    """A seat that leads a theme during a time."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="leads", verbose_name=_("tema"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("lugar en la mesa"))
    validity = DateRangeField(_("vigencia"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("quien lidera el tema")
        verbose_name_plural = _("quienes lideran el tema")
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "seat", "validity"],
                name="theme_lead_once",
                violation_error_message=_("Ese lugar ya lidera el tema en esas fechas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}"
