"""What a filter finds as one file, made by a job for whoever asked: many fichas, or the list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor
from mcig.accounts.models import LANGUAGES
from mcig.files.making import MakingState

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self

KEPT = timedelta(days=1)


class BundleKind(models.TextChoices):
    PDF = "pdf", _("Fichas en PDF, una por proyecto (ZIP)")
    WORD = "docx", _("Fichas en Word, una por proyecto (ZIP)")
    BOOK = "book", _("Un libro con todas las fichas (PDF)")
    XLSX = "xlsx", _("Excel")
    CSV = "csv", _("CSV")
    JSON = "json", _("JSON")
    IATI = "iati", _("IATI 2.03: publicados que declaran lo que exige")
    IATI_LACKING = "iati-faltan", _("IATI: qué falta declarar (CSV)")


# A file for each ficha, or one of all; the other kinds are lists of projects.
OF_FICHAS = (BundleKind.PDF, BundleKind.WORD, BundleKind.BOOK)


def rights_of(actor: Actor) -> str:
    """What the actor may see, in one text: it changes when a right is given or taken away."""
    return f"{','.join(sorted(actor.roles))}:{','.join(map(str, sorted(actor.organisations)))}"


class BundleQuerySet(models.QuerySet["Bundle"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, as long as it has not expired and one may see what one could see when it was asked."""
        if not actor.user.is_authenticated:
            return self.none()
        fresh = self.filter(requested_at__gt=timezone.now() - KEPT)
        return fresh.filter(requested_by=actor.user.pk, rights=rights_of(actor))


class Bundle(models.Model):
    """What a filter found, as a file in the language of who asked."""

    kind = models.CharField(_("qué se forma"), max_length=12, choices=BundleKind)
    query = models.TextField(_("filtro"), blank=True)
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    rights = models.TextField(_("con qué derechos se pidió"))
    state = models.CharField(_("estado"), max_length=9, choices=MakingState, default=MakingState.WAITING)
    done = models.PositiveIntegerField(_("proyectos reunidos"), default=0)
    total = models.PositiveIntegerField(_("proyectos por reunir"), default=0)
    problem = models.TextField(_("por qué no se formó"), blank=True)
    file = models.FileField(_("archivo"), upload_to="bundles", max_length=120, blank=True)
    sha256 = models.CharField(_("huella SHA-256"), max_length=64, blank=True)
    requested_at = models.DateTimeField(_("pedido"), default=timezone.now)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("pide")
    )

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("archivo del registro")
        verbose_name_plural = _("archivos del registro")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.pk}"

    @property
    def expires_at(self) -> datetime:
        return self.requested_at + KEPT

    @property
    def holds_fichas(self) -> bool:
        return self.kind in OF_FICHAS

    @property
    def is_under_way(self) -> bool:
        return self.state in {MakingState.WAITING, MakingState.WORKING}
