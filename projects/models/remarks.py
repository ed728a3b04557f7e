"""Remarks on a project's ficha, field by field, and their answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcig.access import Actor
from mcig.history.tracking import tracked
from projects.models.projects import READS_EVERY_DRAFT, Project
from projects.models.revisions import choices
from projects.rules.remarks import SUBJECTS, Outcome, RemarkState


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, actor: Actor) -> RemarkQuerySet:
        """All for those who read every draft; those on own projects; and those that one has made oneself."""
        if actor.holds(*READS_EVERY_DRAFT):
            return self
        own = Q(author=actor.user.pk) if actor.user.is_authenticated else Q(pk=None)
        return self.filter(Q(project__owner__in=actor.organisations) | own)

    def unresolved(self) -> RemarkQuerySet:
        return self.exclude(state=RemarkState.RESOLVED.value)


@tracked()
class Remark(models.Model):
    """What somebody observes about a field, and what that said then. A suggestion is a partner's."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="remarks", verbose_name=_("proyecto"))
    subject = models.CharField(
        _("campo observado"), max_length=24, choices=list(SUBJECTS.items()), blank=True
    )
    text = models.TextField(_("observación"))
    quoted = models.TextField(_("texto observado"), blank=True)
    proposed = models.TextField(_("texto propuesto"), blank=True)
    outcome = models.CharField(
        _("resultado de la sugerencia"), max_length=8, choices=choices(Outcome), blank=True
    )
    is_suggestion = models.BooleanField(_("sugerencia de una contraparte"), default=False)
    state = models.CharField(
        _("estado de la observación"),
        max_length=8,
        choices=choices(RemarkState),
        default=RemarkState.OPEN.value,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("observa")
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)
    at = models.DateTimeField(_("fecha"), auto_now_add=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("observación")
        verbose_name_plural = _("observaciones")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["project", "state"], name="remark_of_project")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def standing(self) -> RemarkState:
        return RemarkState(self.state)


@tracked()
class RemarkAnswer(models.Model):
    """What the owner, or somebody on its behalf, answered. Written once."""

    remark = models.ForeignKey(Remark, models.PROTECT, related_name="answers")
    text = models.TextField(_("respuesta"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("responde")
    )
    capacity = models.CharField(_("en calidad de"), max_length=300, blank=True)
    at = models.DateTimeField(_("fecha"), auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
