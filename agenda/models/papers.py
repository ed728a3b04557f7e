"""Papers of a meeting and of its items, in versions, and the folder that joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.items import Item
from agenda.models.meetings import Meeting
from agenda.rules.papers import PAPER_TITLE_LENGTH
from mcig.access import Actor
from mcig.accounts.models import LANGUAGES
from mcig.files.models import StoredFile
from mcig.history.tracking import tracked
from mcig.search.text import words_in
from members.models.levels import PaperLevel, levels_of

if TYPE_CHECKING:
    from typing import Self


PAPER_WORDS = words_in("title")


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> Self:
        """Papers of the actor's levels, of meetings that the actor sees, and not removed.

        Members know of an item from its publication: `queries.papers` narrows by that.
        """
        return self.filter(
            meeting__in=Meeting.objects.visible_to(actor), level__in=levels_of(actor), removed_at=None
        )


@tracked()
class Paper(models.Model):
    """A paper of an item, or of the meeting as a whole. `position` orders the papers of a meeting from 1."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers", verbose_name=_("reunión"))
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("punto")
    )
    title = models.CharField(_("título"), max_length=PAPER_TITLE_LENGTH)
    level = models.CharField(_("quién lo lee"), max_length=11, choices=PaperLevel, default=PaperLevel.MEMBERS)
    position = models.PositiveSmallIntegerField(_("orden"))
    removed_at = models.DateTimeField(_("retirado"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento de la reunión")
        verbose_name_plural = _("documentos de la reunión")
        ordering = ["position", "pk"]
        indexes = [GinIndex(PAPER_WORDS, name="paper_words")]

    def __str__(self) -> str:
        return self.title


@tracked()
class PaperVersion(models.Model):
    """A file of a paper. The newest is the one that is read; the earlier ones stay."""

    paper = models.ForeignKey(
        Paper, models.PROTECT, related_name="versions", verbose_name=_("documento de la reunión")
    )
    number = models.PositiveSmallIntegerField(_("versión"))
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("archivo"))

    class Meta:
        verbose_name = _("versión de un documento")
        verbose_name_plural = _("versiones de documentos")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once")]

    def __str__(self) -> str:
        return f"{self.paper} · {self.number}"


class FolderState(models.TextChoices):
    WAITING = "waiting", _("en espera")
    WORKING = "working", _("preparándose")
    READY = "ready", _("lista")
    FAILED = "failed", _("no se pudo preparar")


class Folder(models.Model):
    """The agenda and its papers in one PDF, for those who read the levels of `audience`.

    `fingerprint` says of what it was made: when the agenda or the papers changed it is made anew.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="folders", verbose_name=_("reunión"))
    audience = models.CharField(_("quién la lee"), max_length=11, choices=PaperLevel)
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    fingerprint = models.CharField(_("de qué se hizo"), max_length=64)
    state = models.CharField(_("estado"), max_length=7, choices=FolderState, default=FolderState.WAITING)
    done = models.PositiveSmallIntegerField(_("documentos unidos"), default=0)
    total = models.PositiveSmallIntegerField(_("documentos por unir"), default=0)
    file = models.FileField(_("archivo"), upload_to="folders", max_length=120, blank=True)
    sha256 = models.CharField(_("huella SHA-256"), max_length=64, blank=True)
    requested_at = models.DateTimeField(_("pedida"), default=timezone.now)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pide")
    )

    class Meta:
        verbose_name = _("carpeta de una reunión")
        verbose_name_plural = _("carpetas de reuniones")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.audience}"
