"""Documents and photographs of a project: beside its ficha, at levels of their own."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role
from mcig.files.models import StoredFile
from mcig.history.tracking import tracked
from mcig.search.text import words_in
from projects.models.projects import READS_EVERY_DRAFT, Project
from projects.rules.documents import ALTERNATIVE_LENGTH, CREDIT_LENGTH, DOCUMENT_TITLE_LENGTH

DOCUMENT_WORDS = words_in("title", "alternative")


class DocumentLevel(models.TextChoices):
    """Who reads a document; each level reads also what is of the wider ones."""

    OWNER = "owner", _("solo quien presenta el proyecto, la presidencia y la secretaría técnica")
    MEMBERS = "members", _("integrantes")
    PUBLIC = "public", _("público")


class ProjectDocumentQuerySet(models.QuerySet["ProjectDocument"]):
    def visible_to(self, actor: Actor) -> ProjectDocumentQuerySet:
        """Of projects that the actor sees, at the actor's levels, and not removed."""
        return self.at_levels_of(actor).filter(removed_at=None)

    def at_levels_of(self, actor: Actor) -> ProjectDocumentQuerySet:
        """The same with those that were removed."""
        found = self.filter(project__in=Project.objects.visible_to(actor))
        if actor.holds(*READS_EVERY_DRAFT):
            return found
        return found.filter(~Q(level=DocumentLevel.OWNER) | Q(project__owner__in=actor.organisations))

    def editable_by(self, actor: Actor) -> ProjectDocumentQuerySet:
        """Those of the projects that the actor may change, removed ones too."""
        if actor.holds(Role.SECRETARIAT):
            return self
        return self.filter(project__owner__in=actor.organisations)


@tracked()
class ProjectDocument(models.Model):
    """A file of a project. A photograph has a small copy, says what it shows and who took it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="documents", verbose_name=_("proyecto"))
    title = models.CharField(_("título"), max_length=DOCUMENT_TITLE_LENGTH)
    level = models.CharField(
        _("quién lo lee"), max_length=7, choices=DocumentLevel, default=DocumentLevel.MEMBERS
    )
    alternative = models.CharField(_("texto alternativo"), max_length=ALTERNATIVE_LENGTH, blank=True)
    credit = models.CharField(_("crédito de la fotografía"), max_length=CREDIT_LENGTH, blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("archivo"))
    small = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fotografía reducida"),
    )
    removed_at = models.DateTimeField(_("retirado"), null=True, blank=True)
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = ProjectDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento del proyecto")
        verbose_name_plural = _("documentos del proyecto")
        ordering = ["pk"]
        indexes = [GinIndex(DOCUMENT_WORDS, name="project_document_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(small__isnull=True, alternative="", credit="")
                | (Q(small__isnull=False) & ~Q(alternative="") & ~Q(credit="")),
                name="photograph_described",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_photograph(self) -> bool:
        return self.small_id is not None
