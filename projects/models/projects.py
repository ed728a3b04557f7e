"""Projects: whose they are, which ficha is current, and the version that every save carries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor, Role
from mcig.history.tracking import tracked
from members.models import Organisation
from projects.models.keeping import keeps_current_entry

# Who is about to preside reads along before the term begins; writing is `editable_by`, which knows neither.
READS_EVERY_DRAFT = (Role.SECRETARIAT, Role.PRESIDENCY, Role.INCOMING)
READS_PUBLISHED = (Role.MEMBER, Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR)


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, actor: Actor) -> ProjectQuerySet:
        """Own projects and every published one; presidency and secretariat also see others' drafts."""
        if actor.holds(*READS_EVERY_DRAFT):
            return self
        if actor.holds(*READS_PUBLISHED):
            return self.filter(Q(owner__in=actor.organisations) | Q(current__isnull=False))
        return self.none()

    def editable_by(self, actor: Actor) -> ProjectQuerySet:
        """The projects that the actor may change: own ones; the secretariat acts on behalf of any."""
        if actor.holds(Role.SECRETARIAT):
            return self
        return self.filter(owner__in=actor.organisations)

    def public(self) -> ProjectQuerySet:
        """Those whose published ficha the owner, or the secretariat, shows to everybody."""
        return self.filter(is_public=True, current__isnull=False)


@tracked()
class Project(models.Model):
    """A cooperation project of a member. What it says of itself stands in its revisions."""

    code = models.SlugField(_("código"), max_length=24, unique=True)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="projects", verbose_name=_("integrante que lo presenta")
    )
    version = models.PositiveIntegerField(_("versión de trabajo"), default=1)
    current = models.OneToOneField(
        "Revision", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ficha vigente")
    )
    # Set by the owner or the secretariat, never by default; it shows the published ficha, whichever it is.
    is_public = models.BooleanField(_("en la cara pública"), default=False)
    made_public_at = models.DateTimeField(_("público desde"), null=True, blank=True)
    created_at = models.DateTimeField(_("fecha de registro"), auto_now_add=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("proyecto")
        verbose_name_plural = _("proyectos")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False, made_public_at=None)
                | Q(is_public=True, made_public_at__isnull=False),
                name="project_public_since",
            ),
        ]
        triggers = [keeps_current_entry()]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("project-detail", args=[self.code])
