"""Imports of projects: the file, the projects that it tells of, and what applying it changed."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role
from mcig.files.models import StoredFile
from mcig.history.tracking import tracked
from members.models import Organisation
from projects.models.projects import Project


class ImportFormat(models.TextChoices):
    TEXT = "text", _("texto del formulario")
    WORD = "word", _("formulario en Word")
    PDF = "pdf", _("PDF de la ficha")
    MATRIX = "matrix", _("matriz de proyectos (Excel o CSV)")
    IATI = "iati", _("actividades IATI 2.03 (XML)")


class ImportState(models.TextChoices):
    COLUMNS = "columns", _("faltan las columnas")
    READING = "reading", _("en lectura")
    READY = "ready", _("por revisar")
    FAILED = "failed", _("no se pudo leer")
    APPLYING = "applying", _("en aplicación")
    APPLIED = "applied", _("aplicada")
    UNDONE = "undone", _("deshecha")
    STOPPED = "stopped", _("detenida")


class ImportQuerySet(models.QuerySet["ProjectImport"]):
    def visible_to(self, actor: Actor) -> ImportQuerySet:
        """The imports of one's own organisations; the secretariat sees and handles every one.

        A file that tells of projects of several members is the secretariat's alone.
        """
        if actor.holds(Role.SECRETARIAT):
            return self
        others = ImportEntry.objects.filter(batch=OuterRef("pk")).exclude(owner=F("batch__organisation"))
        return self.filter(~Exists(others), organisation__in=actor.organisations)


@tracked(exclude=("options",))
class ProjectImport(models.Model):
    """One file of projects: read, looked at, applied as a batch, perhaps undone.

    `organisation` presents the projects that are new, but for those of which the file names another owner.
    `options` says how to read: the columns of a matrix, the filter of IATI. `source` is the address that was
    read by itself; nobody loaded such a file.
    """

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("integrante que presenta los proyectos"),
    )
    format = models.CharField(_("formato"), max_length=6, choices=ImportFormat)
    state = models.CharField(_("estado"), max_length=8, choices=ImportState, default=ImportState.READING)
    filename = models.CharField(_("archivo"), max_length=200)
    # Empty for a file that was read where it lies, by the command line.
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(_("huella SHA-256"), max_length=64)
    options = models.JSONField(_("cómo se lee"), default=dict, blank=True)
    failure = models.TextField(_("por qué no se pudo leer"), blank=True)
    done = models.PositiveIntegerField(_("avance"), default=0)
    total = models.PositiveIntegerField(_("de"), default=0)
    version = models.PositiveIntegerField(_("versión"), default=1)
    source = models.CharField(_("dirección de la que se leyó"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quién lo cargó"),
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)
    uploaded_at = models.DateTimeField(_("cargado"), default=timezone.now)
    applied_at = models.DateTimeField(_("aplicado"), null=True, blank=True)
    undone_at = models.DateTimeField(_("deshecho"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("importación de proyectos")
        verbose_name_plural = _("importaciones de proyectos")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("import-detail", args=[self.pk])


class EntryState(models.TextChoices):
    """What taking an entry over would do, as seen when the file was read or the entry last looked at."""

    NEW = "new", _("proyecto nuevo")
    CHANGED = "changed", _("con cambios")
    SAME = "same", _("igual")
    UNDECIDED = "undecided", _("por decidir")


class EntryOutcome(models.TextChoices):
    """What became of an entry."""

    APPLIED = "applied", _("aplicado")
    REFUSED = "refused", _("no se aplicó")
    UNDONE = "undone", _("deshecho")
    KEPT = "kept", _("no se deshizo")


class ImportEntry(models.Model):
    """One project that a file tells of.

    `data` holds what was read; `likely` the projects that it may be about, each with its reasons. `project`
    is the one that it is taken for; without one it is a new project, once `is_decided`. `fields` are the
    fields chosen, none chosen yet while it is null. `undo` is what applying it replaced. `owner` presents the
    project if it is new; `digest` is of `data`, to know what a source tells again.
    """

    batch = models.ForeignKey(ProjectImport, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    title = models.TextField(_("título"), blank=True)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    likely = models.JSONField(default=list, blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("proyecto")
    )
    is_decided = models.BooleanField(_("decidido"), default=False)
    is_left_out = models.BooleanField(_("se deja fuera"), default=False)
    fields = models.JSONField(_("campos elegidos"), null=True, blank=True)
    state = models.CharField(_("estado"), max_length=9, choices=EntryState)
    seen = models.PositiveIntegerField(_("versión vista del proyecto"), default=0)
    doubts = models.PositiveSmallIntegerField(_("datos dudosos o ilegibles"), default=0)
    outcome = models.CharField(_("resultado"), max_length=7, choices=EntryOutcome, blank=True)
    reason = models.TextField(_("motivo"), blank=True)
    undo = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField(_("versión"), default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_entry_position_unique"),
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(is_decided=True),
                name="import_entry_project_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class MatrixColumns(models.Model):
    """What the headings of an organisation's matrix mean, remembered from its last import."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    columns = models.JSONField(_("columnas"), default=dict)

    class Meta:
        verbose_name = _("columnas de la matriz")
        verbose_name_plural = _("columnas de las matrices")

    def __str__(self) -> str:
        return str(self.organisation)
