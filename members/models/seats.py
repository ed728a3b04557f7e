"""Seats of organisations, and the people who occupy them for dated spans."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.accounts.models import LANGUAGES
from mcig.history.tracking import tracked
from members.models.dated import DatedQuerySet, same
from members.models.organisations import Organisation


class SeatKind(models.TextChoices):
    PRINCIPAL = "principal", _("titular")
    ALTERNATE = "alternate", _("suplente")
    OBSERVER = "observer", _("observación")


class AddressForm(models.TextChoices):
    """The grammatical form in which a person wishes to be named."""

    NEUTRAL = "neutral", _("neutra")
    FEMININE = "feminine", _("femenina")
    MASCULINE = "masculine", _("masculina")


@tracked()
class PostTitle(models.Model):
    """A title of the catalogue in its forms: embajada, embajadora, embajador."""

    neutral = models.CharField(_("forma neutra"), max_length=120, unique=True)
    feminine = models.CharField(_("forma femenina"), max_length=120)
    masculine = models.CharField(_("forma masculina"), max_length=120)
    english = models.CharField(_("en inglés"), max_length=120)
    position = models.PositiveSmallIntegerField(_("orden"), default=100)

    class Meta:
        verbose_name = _("cargo del catálogo")
        verbose_name_plural = _("cargos del catálogo")
        ordering = ["position", "neutral"]

    def __str__(self) -> str:
        return self.english if get_language() == "en" else self.neutral

    def worded(self, form: str) -> str:
        """The Spanish title in an `AddressForm`; an unknown form gives the neutral one."""
        return {"feminine": self.feminine, "masculine": self.masculine}.get(form, self.neutral)


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
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES, default="es")
    address_form = models.CharField(
        _("forma de tratamiento"), max_length=9, choices=AddressForm, default=AddressForm.NEUTRAL
    )
    version = models.PositiveIntegerField(_("versión"), default=1)
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
    catalogued = models.ForeignKey(
        PostTitle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("cargo del catálogo"),
    )
    title = models.CharField(_("cargo"), max_length=120)
    validity = DateRangeField(_("vigencia"))
    administers_during = DateRangeField(
        _("administra a las personas de su organización durante"),
        null=True,
        blank=True,
        help_text=_("Vacío: no las administra. Vale solo mientras dure la adscripción."),
    )
    version = models.PositiveIntegerField(_("versión"), default=1)

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

    @property
    def worded(self) -> str:
        """The title in the reader's language and in the form that the person wishes."""
        if self.catalogued is None:
            return self.title
        if get_language() == "en":
            return self.catalogued.english
        return self.catalogued.worded(self.person.address_form)
