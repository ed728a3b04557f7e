"""The register as it is searched: one row for each ficha that somebody may find.

Triggers keep the rows (`projects.models.keeping`), whoever writes a revision: nothing here is
ever written by hand, and nothing here is true that the revision does not say.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor
from members.models import Organisation
from projects.models.counting import keeps_totals
from projects.models.projects import READS_EVERY_DRAFT, READS_PUBLISHED, Project
from projects.models.revisions import Revision


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    def visible_to(self, actor: Actor) -> RegisterEntryQuerySet:
        """Of each project one row: its draft to those who see it, else its published ficha."""
        if actor.holds(*READS_EVERY_DRAFT):
            return self.filter(has_newer=False)
        if actor.holds(*READS_PUBLISHED):
            own = Q(owner__in=actor.organisations)
            return self.filter(own & Q(has_newer=False) | ~own & Q(is_draft=False))
        return self.none()

    def published_to(self, actor: Actor) -> RegisterEntryQuerySet:
        """The published fichas, whether or not the actor sees a draft beside them."""
        return self.filter(is_draft=False) if actor.holds(*READS_PUBLISHED) else self.none()

    def public(self) -> RegisterEntryQuerySet:
        """The published fichas that are shown to everybody."""
        return self.filter(is_draft=False, project__is_public=True)


class RegisterEntry(models.Model):
    """What is searched of a draft, or of the ficha that is current. `has_newer`: a draft stands beside it."""

    revision = models.OneToOneField(Revision, models.CASCADE, primary_key=True, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=24)
    is_draft = models.BooleanField()
    has_newer = models.BooleanField()
    current_number = models.PositiveIntegerField(null=True)
    name = models.TextField()
    area = models.TextField()
    area_key = models.TextField()
    theme = models.CharField(max_length=60, default="")
    status = models.CharField(max_length=16)
    modality = models.CharField(max_length=10)
    marker = models.CharField(max_length=1)
    english = models.CharField(max_length=8)
    review = models.CharField(max_length=9)
    updated_on = models.DateField(null=True)
    years = ArrayField(models.SmallIntegerField())
    goals = ArrayField(models.SmallIntegerField(), default=list)
    states = ArrayField(models.CharField(max_length=6), default=list)
    words = SearchVectorField()
    names = SearchVectorField()
    text = models.GeneratedField(
        expression=Func("words", "names", template="(%(expressions)s)", arg_joiner=" || "),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # English stems of what is translated, and of the names that are not.
    translated = SearchVectorField(db_default=Value(""))

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("renglón del registro")
        verbose_name_plural = _("renglones del registro")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "is_draft"], name="entry_once"),
        ]
        indexes = [
            models.Index(fields=["code"], name="entry_by_code"),
            models.Index(fields=["code"], name="entry_code", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["has_newer", "code"], name="entry_in_order"),
            models.Index(fields=["owner", "code"], name="entry_of_owner"),
            models.Index(fields=["area_key", "code"], name="entry_of_area"),
            models.Index(fields=["theme", "code"], name="entry_of_theme"),
            GinIndex(fields=["goals"], name="entry_goals"),
            GinIndex(fields=["states"], name="entry_states"),
            GinIndex(fields=["years"], name="entry_years"),
            GinIndex(fields=["text"], name="entry_text"),
            GinIndex(fields=["translated"], name="entry_translated"),
        ]
        triggers = keeps_totals()

    def __str__(self) -> str:
        return self.code
