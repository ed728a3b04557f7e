"""Organisations with their dated names, and their membership of the mesa."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.files.models import StoredFile
from mcig.history.tracking import tracked
from members.models.dated import DatedQuerySet, same

if TYPE_CHECKING:
    from typing import Self


class OrganisationKind(models.TextChoices):
    EMBASSY = "embassy", _("embajada")
    AGENCY = "agency", _("agencia de cooperación")
    MULTILATERAL = "multilateral", _("organismo multilateral")
    GOVERNMENT = "government", _("institución de gobierno")


def name_of(organisation: str, on: date) -> Subquery:
    """The name, in the reader's language, of the organisation that the path `organisation` leads to."""
    names = OrganisationName.objects.on(on).filter(organisation=OuterRef(organisation))
    name = Coalesce(NullIf(F("name_en"), Value("")), F("name")) if get_language() == "en" else F("name")
    return Subquery(names.values(wanted=name)[:1], output_field=models.TextField())


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def named(self, on: date) -> Self:
        """Annotate `name_on` and `acronym_on`, valid on the date and in the reader's language."""
        names = OrganisationName.objects.on(on).filter(organisation=OuterRef("pk"))
        return self.annotate(name_on=name_of("pk", on), acronym_on=Subquery(names.values("acronym")[:1]))

    def belonging_on(self, on: date) -> Self:
        """Those that belong to the mesa on the date, suspended ones included."""
        return self.filter(memberships__validity__contains=on)

    def members_on(self, on: date) -> Self:
        """Those that take part in the mesa on the date: they belong to it and are not suspended."""
        suspended = Suspension.objects.on(on).filter(organisation=OuterRef("pk"))
        return self.belonging_on(on).filter(~Exists(suspended))


@tracked()
class Organisation(models.Model):
    """An embassy, agency, multilateral body or government institution. Its names are dated."""

    kind = models.CharField(_("tipo"), max_length=12, choices=OrganisationKind)
    country = models.CharField(
        _("país"),
        max_length=2,
        blank=True,
        help_text=_("Código ISO 3166 de dos letras; vacío si es multilateral."),
    )
    code = models.SlugField(
        _("clave"),
        max_length=12,
        unique=True,
        help_text=_("Encabeza el código de sus proyectos; por ejemplo, CL."),
    )
    protocol_order = models.PositiveSmallIntegerField(_("orden de protocolo"), default=100)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("institución que la sucede"),
    )
    address = models.TextField(_("domicilio"), max_length=500, blank=True)
    phone = models.CharField(_("teléfono"), max_length=40, blank=True)
    website = models.URLField(_("sitio web"), max_length=200, blank=True)
    iati_identifier = models.CharField(
        _("identificador IATI"),
        max_length=60,
        blank=True,
        help_text=_("Como figura en el registro de IATI; por ejemplo, XM-DAC-41146."),
    )
    logo = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("logotipo"),
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

    objects = OrganisationQuerySet.as_manager()
    name_on: str | None
    acronym_on: str | None

    class Meta:
        verbose_name = _("organización")
        verbose_name_plural = _("organizaciones")
        ordering = ["protocol_order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="organisation_succeeds_another",
                violation_error_message=_("Una organización no puede sucederse a sí misma."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


@tracked()
class OrganisationName(models.Model):
    """What an organisation is called during a time."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="names", verbose_name=_("organización")
    )
    name = models.CharField(_("nombre"), max_length=200)
    name_en = models.CharField(_("nombre en inglés"), max_length=200, blank=True)
    acronym = models.CharField(_("sigla"), max_length=30, blank=True)
    validity = DateRangeField(_("vigencia"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("nombre de la organización")
        verbose_name_plural = _("nombres de las organizaciones")
        constraints = [
            ExclusionConstraint(
                name="organisation_has_one_name",
                expressions=[
                    (same("organisation"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("La organización ya tiene un nombre en esas fechas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Membership(models.Model):
    """That an organisation belongs to the mesa during a time, and on which basis."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organización")
    )
    validity = DateRangeField(_("vigencia"))
    basis = models.CharField(_("fundamento"), max_length=300, blank=True)
    end_reason = models.CharField(_("motivo de la salida"), max_length=300, blank=True)
    end_basis = models.CharField(_("fundamento de la salida"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertenencia a la mesa")
        verbose_name_plural = _("pertenencias a la mesa")
        constraints = [
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    (same("organisation"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("La organización ya integra la mesa en esas fechas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.validity}"


@tracked()
class Suspension(models.Model):
    """That a member does not take part during a time: it still belongs to the mesa, its people do not act."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="suspensions", verbose_name=_("organización")
    )
    validity = DateRangeField(_("vigencia"))
    reason = models.CharField(_("motivo"), max_length=300)
    basis = models.CharField(_("fundamento"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspensión")
        verbose_name_plural = _("suspensiones")
        constraints = [
            ExclusionConstraint(
                name="suspension_once_at_a_time",
                expressions=[
                    (same("organisation"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("La organización ya está suspendida en esas fechas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.validity}"
