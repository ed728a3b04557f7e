"""Revisions of a ficha. A project has one draft at most; what was published never changes."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor
from mcig.dates import Precision
from mcig.documents.models import IssuedDocument
from mcig.history.tracking import tracked
from members.models import Person
from projects.models.keeping import keeps_its_entry, keeps_lists
from projects.models.projects import READS_EVERY_DRAFT, READS_PUBLISHED, Project
from projects.rules import RevisionState, Status
from projects.rules.record import Modality, Significance
from projects.rules.translation import English


def choices(words: Any) -> list[tuple[str, Any]]:
    """The values of a closed list with their words."""
    return [(each.value, each.label) for each in words]


class RevisionQuerySet(models.QuerySet["Revision"]):
    def drafts(self) -> RevisionQuerySet:
        return self.filter(number__isnull=True)

    def published(self) -> RevisionQuerySet:
        return self.filter(number__isnull=False)

    def visible_to(self, actor: Actor) -> RevisionQuerySet:
        """Every published revision; drafts only for the owner, the presidency and the secretariat."""
        if actor.holds(*READS_EVERY_DRAFT):
            return self
        if actor.holds(*READS_PUBLISHED):
            return self.filter(Q(project__owner__in=actor.organisations) | Q(number__isnull=False))
        return self.none()


PRECISIONS = [
    (Precision.DAY.value, _("día")),
    (Precision.MONTH.value, _("mes")),
    (Precision.YEAR.value, _("año")),
]


@tracked()
class Revision(models.Model):
    """One state of the ficha: the draft while it has no number, final once it has one.

    The columns are the form's rows as declared; `projects.content` turns them into a `Ficha` and back.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="revisions", verbose_name=_("proyecto"))
    number = models.PositiveIntegerField(_("versión"), null=True, blank=True)

    # Where the draft stood in its review; what is published keeps where it stood then.
    review = models.CharField(
        _("revisión"), max_length=9, choices=choices(RevisionState), default=RevisionState.DRAFT.value
    )

    name = models.TextField(_("nombre del proyecto"), blank=True)
    thematic_area = models.TextField(_("área temática"), blank=True)
    place = models.TextField(_("país o ciudad"), blank=True)
    beneficiaries = models.TextField(_("beneficiarios finales"), blank=True)
    duration = models.TextField(_("duración declarada"), blank=True)
    months = models.PositiveSmallIntegerField(_("duración en meses"), null=True, blank=True)
    start = models.DateField(_("inicio"), null=True, blank=True)
    start_precision = models.CharField(
        _("precisión del inicio"), max_length=5, choices=PRECISIONS, blank=True
    )
    end = models.DateField(_("término"), null=True, blank=True)
    end_precision = models.CharField(_("precisión del término"), max_length=5, choices=PRECISIONS, blank=True)
    status = models.CharField(
        _("estado del proyecto"), max_length=16, choices=[(s.value, s.label) for s in Status], blank=True
    )
    general_objective = models.TextField(_("objetivo general"), blank=True)
    specific_objectives = ArrayField(
        models.TextField(), verbose_name=_("objetivos específicos"), default=list
    )
    description = models.TextField(_("breve descripción"), blank=True)
    results = ArrayField(models.TextField(), verbose_name=_("resultados"), default=list)
    updated_on = models.DateField(_("información actualizada el"), null=True, blank=True)

    # The single values of the record; its lists lie in the tables of `parts`.
    # By its slug, not by reference: the history of a theme must not tell of somebody else's draft.
    theme = models.CharField(_("tema de la agenda"), max_length=60, blank=True)
    modality = models.CharField(_("modalidad"), max_length=10, choices=choices(Modality), blank=True)
    contact_name = models.TextField(_("persona de contacto"), blank=True)
    contact_email = models.TextField(_("correo de contacto"), blank=True)
    contact_phone = models.TextField(_("teléfono de contacto"), blank=True)
    purpose_code = models.CharField(_("código de propósito (CRS)"), max_length=5, blank=True)
    # Empty is not screened, and is not 0.
    marker = models.CharField(
        _("marcador de género (CAD)"), max_length=1, choices=choices(Significance), blank=True
    )
    total = models.DecimalField(_("monto total"), max_digits=17, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("moneda del total"), max_length=3, blank=True)
    # Kept when the draft is saved, so that lists can be narrowed by it.
    english = models.CharField(
        _("textos en inglés"), max_length=8, choices=choices(English), default=English.MISSING.value
    )
    amounts_note = models.TextField(_("nota sobre los montos"), blank=True)

    saved_at = models.DateTimeField(_("última modificación"), auto_now=True)
    published_at = models.DateTimeField(_("fecha de publicación"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publica"),
    )
    confirmed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirma por enlace personal"),
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)
    data = models.JSONField(_("datos publicados"), null=True, blank=True, encoder=DjangoJSONEncoder)
    record_data = models.JSONField(
        _("datos adicionales publicados"), null=True, blank=True, encoder=DjangoJSONEncoder
    )
    documents = models.ManyToManyField(IssuedDocument, through="RevisionDocument", related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versión de la ficha")
        verbose_name_plural = _("versiones de la ficha")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(number__isnull=True), name="revision_one_draft"
            ),
            models.UniqueConstraint(fields=["project", "number"], name="revision_number_unique"),
            models.CheckConstraint(
                condition=Q(total__isnull=True, currency="") | Q(total__gte=0, currency__regex="^[A-Z]{3}$"),
                name="revision_total_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, published_at__isnull=True)
                | Q(
                    Q(published_by__isnull=False) | Q(confirmed_by__isnull=False),
                    number__isnull=False,
                    published_at__isnull=False,
                    data__isnull=False,
                ),
                name="revision_published_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_revision_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__number__isnull=False),
            ),
            keeps_its_entry(),
        ]

    def __str__(self) -> str:
        number = self.number or _("borrador")
        return f"{self.project} · {number}"

    @property
    def state(self) -> RevisionState:
        """Where it stands: published once it has a number."""
        return RevisionState.PUBLISHED if self.number else RevisionState(self.review)


def part_of_published_is_final(name: str) -> pgtrigger.Trigger:
    """A trigger that refuses any change to a row whose revision has been published."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("part", "RECORD")],
        func="""
            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
            IF EXISTS (
                SELECT 1 FROM projects_revision WHERE id = part.revision_id AND number IS NOT NULL
            ) THEN
                RAISE EXCEPTION 'a published revision is final';
            END IF;
            RETURN part;
        """,
    )


@tracked()
class RevisionGoal(models.Model):
    """A Sustainable Development Goal of a revision, with the words in which it was declared."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(
        _("objetivo"), validators=[MinValueValidator(1), MaxValueValidator(17)]
    )
    text = models.TextField(_("texto"), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"],
                name="goal_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(number__range=(1, 17)), name="goal_is_one_of_seventeen"),
        ]
        triggers = [part_of_published_is_final("published_goal_is_final"), keeps_lists()]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


@tracked()
class RevisionInstitution(models.Model):
    """An institution of a revision, under the heading and in the order in which it was declared."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="institutions")
    position = models.PositiveSmallIntegerField()
    group = models.TextField(_("país o grupo"))
    name = models.TextField(_("institución"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"],
                name="institution_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [part_of_published_is_final("published_institution_is_final"), keeps_lists()]

    def __str__(self) -> str:
        return self.name


class RevisionDocument(models.Model):
    """The document issued for a published revision in a language."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="issued")
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="+")
    language = models.CharField(_("idioma"), max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "language"], name="revision_document_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.revision} · {self.language}"
