"""Seats of organisations, and the people who occupy them for dated spans."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from members.models.dated import DatedQuerySet, same
from members.models.organisations import Organisation


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
