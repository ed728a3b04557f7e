"""Mandates: which organisations hold the presidency or the technical secretariat, and when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from members.models.dated import DatedQuerySet
from members.models.organisations import Organisation
from members.rules.rotation import DEFAULT_SHADOW_DAYS, MAX_SHADOW_DAYS


class MandateRole(models.TextChoices):
    PRESIDENCY = "presidency", _("presidencia")
    SECRETARIAT = "secretariat", _("secretaría técnica")


@tracked(exclude=("validity",))
class Mandate(models.Model):
    """That one or more organisations hold the presidency or the technical secretariat during a time.

    `planned` is what was agreed; `actual` is written when the real dates differ. Rights follow `validity`,
    which is the actual range where there is one.
    """

    role = models.CharField(_("función"), max_length=12, choices=MandateRole)
    holders = models.ManyToManyField(
        Organisation, through="MandateHolder", related_name="mandates", verbose_name=_("titulares")
    )
    planned = DateRangeField(_("fechas previstas"))
    actual = DateRangeField(_("fechas reales"), null=True, blank=True)
    validity = models.GeneratedField(
        expression=Coalesce("actual", "planned"), output_field=DateRangeField(), db_persist=True
    )
    basis = models.CharField(_("fundamento"), max_length=300, blank=True)
    priorities = models.TextField(_("prioridades"), max_length=4000, blank=True)
    shadow_days = models.PositiveSmallIntegerField(
        _("días de acompañamiento antes del inicio"),
        default=DEFAULT_SHADOW_DAYS,
        help_text=_("Durante ellos quienes entran leen los borradores, sin cambiarlos."),
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandato")
        verbose_name_plural = _("mandatos")
        constraints = [
            ExclusionConstraint(
                name=f"mandate_one_{role.value}",
                expressions=[(Coalesce("actual", "planned"), RangeOperators.OVERLAPS)],
                condition=Q(role=role.value),
                violation_error_message=message,
            )
            for role, message in (
                (MandateRole.PRESIDENCY, _("Ya hay una presidencia en esas fechas.")),
                (MandateRole.SECRETARIAT, _("Ya hay una secretaría técnica en esas fechas.")),
            )
        ] + [
            models.CheckConstraint(
                condition=Q(shadow_days__lte=MAX_SHADOW_DAYS),
                name="mandate_shadow_within_a_year",
                violation_error_message=_("El acompañamiento dura un año cuando más."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.validity}"


@tracked()
class MandateHolder(models.Model):
    """One of the organisations that hold a mandate together."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="seats", verbose_name=_("mandato"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organización"))
    position = models.PositiveSmallIntegerField(_("orden"), default=1)
    pro_tempore = models.BooleanField(_("pro tempore"), default=False)

    class Meta:
        verbose_name = _("titular del mandato")
        verbose_name_plural = _("titulares del mandato")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "organisation"],
                name="mandate_holder_once",
                violation_error_message=_("La organización ya es titular de este mandato."),
            ),
            models.UniqueConstraint(
                fields=["mandate"],
                condition=Q(pro_tempore=True),
                name="mandate_one_pro_tempore",
                violation_error_message=_("Otra organización preside ya pro tempore este mandato."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"
