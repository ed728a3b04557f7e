"""The mesa that this install serves: its name, its words and its rules of rotation are data, never code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from mcig.mesa.reminders import Reminders

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("«%(name)s» no es una zona horaria conocida."), params={"name": name})


def _moments(words: StrPromise, default: Callable[[], list[int]]) -> ArrayField[Any, Any]:
    """How long before or after something the mesa reminds; `mcig.mesa.reminders` says in which unit."""
    number = models.PositiveSmallIntegerField()
    return ArrayField(number, verbose_name=words, default=default, blank=True)


def _consultations() -> list[int]:
    return list(Reminders().consultations)


def _meetings() -> list[int]:
    return list(Reminders().meetings)


def _polls() -> list[int]:
    return list(Reminders().polls)


def _before_due() -> list[int]:
    return [-days for days in Reminders().commitments if days < 0]


def _after_due() -> list[int]:
    return [days for days in Reminders().commitments if days > 0]


class RotatingRole(models.TextChoices):
    PRESIDENCY = "presidency", _("presidencia")
    SECRETARIAT = "secretariat", _("secretaría técnica")


class MinutesWord(models.TextChoices):
    MINUTA = "minuta", _("minuta")
    ACTA = "acta", _("acta")


@tracked()
class Mesa(models.Model):
    """The profile of the mesa. There is one row: one install serves one mesa."""

    singleton = models.BooleanField(default=True, editable=False, unique=True)
    name = models.CharField(_("nombre"), max_length=200)
    name_en = models.CharField(_("nombre en inglés"), max_length=200, blank=True)
    acronym = models.CharField(_("sigla"), max_length=20)
    aliases = models.TextField(_("otros nombres, uno por línea"), blank=True)
    country = models.CharField(_("país"), max_length=2, help_text=_("Código ISO 3166 de dos letras."))
    time_zone = models.CharField(_("zona horaria"), max_length=64, validators=[check_time_zone])
    minutes_word = models.CharField(
        _("nombre de las actas de reunión"), max_length=10, choices=MinutesWord, default=MinutesWord.MINUTA
    )
    rotating_role = models.CharField(
        _("función que rota"), max_length=12, choices=RotatingRole, default=RotatingRole.PRESIDENCY
    )
    term_months = models.PositiveSmallIntegerField(_("duración del mandato en meses"), default=24)
    reviews_fichas = models.BooleanField(
        _("las fichas se revisan antes de publicarse"),
        default=False,
        help_text=_("La secretaría técnica valida cada ficha; si no, cada integrante publica la suya."),
    )
    public_face = models.BooleanField(
        _("la mesa tiene páginas públicas"),
        default=False,
        help_text=_("Se leen sin cuenta. Muestran solo lo que está marcado como público."),
    )
    review_months = models.PositiveSmallIntegerField(
        _("meses hasta la revisión de una ficha"),
        default=6,
        help_text=_("Tanto tiempo vale la información de una ficha; después se pide que se confirme."),
    )
    seats_per_mandate = models.PositiveSmallIntegerField(_("titulares por mandato"), default=1)
    reminders_of_consultations = _moments(_("recordatorios de una consulta"), _consultations)
    reminders_of_meetings = _moments(_("recordatorios de una convocatoria"), _meetings)
    reminders_of_polls = _moments(_("recordatorios de una consulta de fechas"), _polls)
    reminders_before_due = _moments(_("recordatorios de un compromiso"), _before_due)
    reminders_after_due = _moments(_("avisos de un compromiso vencido"), _after_due)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("mesa")
        verbose_name_plural = _("mesas")
        constraints = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="mesa_is_one"),
            models.CheckConstraint(
                condition=models.Q(review_months__range=(1, 60)),
                name="mesa_reviews_in_time",
                violation_error_message=_("La información de una ficha vale de 1 a 60 meses."),
            ),
            models.CheckConstraint(
                condition=models.Q(term_months__gte=1, seats_per_mandate__gte=1),
                name="mesa_rotation_is_positive",
                violation_error_message=_("La duración y el número de titulares deben ser de al menos uno."),
            ),
        ]

    def __str__(self) -> str:
        return self.acronym

    @property
    def full_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def reminders(self) -> Reminders:
        before, after = self.reminders_before_due, self.reminders_after_due
        return Reminders(
            consultations=tuple(self.reminders_of_consultations),
            meetings=tuple(self.reminders_of_meetings),
            polls=tuple(self.reminders_of_polls),
            commitments=tuple(sorted([-days for days in before] + after)),
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
