"""Who belongs, who speaks for whom, who presides: every fact with its dates, as half-open ranges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked

if TYPE_CHECKING:
    from typing import Self


def same(field: str) -> Func:
    """A foreign key as a range of one value, so that equality can stand in an exclusion constraint.

    Without the extension btree_gist PostgreSQL compares only ranges there. `field` is the field's name, not
    its column's: only by that does validation find the value of the row at hand.
    """
    return Func(F(field), F(field), Value("[]"), function="int8range")


class OrganisationKind(models.TextChoices):
    EMBASSY = "embassy", _("embajada")
    AGENCY = "agency", _("agencia de cooperación")
    MULTILATERAL = "multilateral", _("organismo multilateral")
    GOVERNMENT = "government", _("institución de gobierno")


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with a `validity`; every question says for which date it asks."""

    def on(self, on: date) -> Self:
        return self.filter(validity__contains=on)


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

    def members_on(self, on: date) -> Self:
        return self.filter(memberships__validity__contains=on)


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


class SeatKind(models.TextChoices):
    PRINCIPAL = "principal", _("titular")
    ALTERNATE = "alternate", _("suplente")


@tracked()
class Seat(models.Model):
    """A place at the mesa that an organisation holds and that people occupy one after another."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seats", verbose_name=_("organización")
    )
    kind = models.CharField(_("tipo"), max_length=10, choices=SeatKind, default=SeatKind.PRINCIPAL)

    class Meta:
        verbose_name = _("lugar en la mesa")
        verbose_name_plural = _("lugares en la mesa")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                name="seat_one_of_a_kind",
                violation_error_message=_("La organización ya tiene un lugar de ese tipo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_kind_display()}"


@tracked()
class Person(models.Model):
    """Somebody known to the mesa; an account is optional."""

    name = models.CharField(_("nombre"), max_length=200)
    email = models.EmailField(_("correo electrónico"), max_length=254, blank=True)
    phone = models.CharField(_("teléfono de trabajo"), max_length=40, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("cuenta"),
    )

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Posting(models.Model):
    """That a person occupies a seat during a time. When it ends, access ends by itself."""

    seat = models.ForeignKey(
        Seat, models.PROTECT, related_name="postings", verbose_name=_("lugar en la mesa")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="postings", verbose_name=_("persona"))
    title = models.CharField(_("cargo"), max_length=120)
    validity = DateRangeField(_("vigencia"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("adscripción")
        verbose_name_plural = _("adscripciones")
        constraints = [
            ExclusionConstraint(
                name="posting_one_person_per_seat",
                expressions=[
                    (same("seat"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Otra persona ocupa ese lugar en esas fechas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.title}"


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
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.validity}"


@tracked()
class MandateHolder(models.Model):
    """One of the organisations that hold a mandate together."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="seats", verbose_name=_("mandato"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organización"))
    position = models.PositiveSmallIntegerField(_("orden"), default=1)

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
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"
