"""The settings of the mesa in sections: what each is about, its form, and what it would mean in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mcig.mesa import forms as inputs
from mcig.mesa.clock import with_article
from mcig.mesa.models import Mesa, MinutesWord, RotatingRole
from mcig.public.parts import parts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

EXAMPLE_HOUR = 18


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the settings, with its address, its form and the sentences that say what its values mean."""

    slug: str
    title: StrPromise
    lead: StrPromise
    form: type[forms.Form]
    say: Callable[[Mapping[str, Any]], Sequence[str]]
    # The name of a page that shows more of what it means, and what leads there.
    more: str = ""
    more_words: StrPromise | str = ""

    def stored(self, mesa: Mesa) -> dict[str, Any]:
        """What the mesa has set of it, by the name of the field."""
        return {name: getattr(mesa, name) for name in self.form.base_fields}


def _names(values: Mapping[str, Any]) -> list[str]:
    there = timezone.localtime(timezone=ZoneInfo(values["time_zone"]))
    return [
        _("En el encabezado: %(acronym)s, %(name)s.")
        % {"acronym": values["acronym"], "name": values["name"]},
        _("En inglés: %(name)s.") % {"name": values["name_en"] or values["name"]},
        _("Los plazos se dicen en la hora de %(zone)s, donde ahora son las %(hour)s.")
        % {"zone": with_article(values["time_zone"]), "hour": date_format(there, "H:i")},
    ]


def _words(values: Mapping[str, Any]) -> list[str]:
    if values["minutes_word"] == MinutesWord.ACTA:
        return [_("«Acta de la reunión ordinaria 3»"), _("«El acta queda aprobada.»")]
    return [_("«Minuta de la reunión ordinaria 3»"), _("«La minuta queda aprobada.»")]


def _rotation(values: Mapping[str, Any]) -> list[str]:
    months, holders = {"months": values["term_months"]}, int(values["seats_per_mandate"])
    if values["rotating_role"] == RotatingRole.SECRETARIAT:
        return [_("La secretaría técnica rota cada %(months)d meses.") % months, _seats(holders)]
    return [
        _("La presidencia rota cada %(months)d meses.") % months,
        _seats(holders),
        _("La secretaría técnica no rota."),
    ]


def _seats(holders: int) -> str:
    return ngettext(
        "La ejerce un integrante a la vez.", "La ejercen hasta %(count)d integrantes a la vez.", holders
    ) % {"count": holders}


def _fichas(values: Mapping[str, Any]) -> list[str]:
    months = values["review_months"]
    fresh = ngettext(
        "La información de una ficha vale %(count)d mes; después cuenta como atrasada.",
        "La información de una ficha vale %(count)d meses; después cuenta como atrasada.",
        months,
    ) % {"count": months}
    if values["reviews_fichas"]:
        return [_("La secretaría técnica valida cada ficha, o la devuelve con observaciones."), fresh]
    return [_("Cada integrante publica sus fichas sin revisión previa."), fresh]


def _public_face(values: Mapping[str, Any]) -> list[str]:
    if not values["public_face"]:
        return [_("Apagada: quien no tiene cuenta no lee nada de la mesa.")]
    counted = [f"{part.title} ({part.count()})" if part.counts else str(part.title) for part in parts()]
    return [
        _("Encendida: cualquiera lee, sin cuenta, lo que está marcado como público."),
        _("Hoy se ve: %(parts)s.") % {"parts": get_text_list(counted, _("y"))},
    ]


def _reminders(values: Mapping[str, Any]) -> list[str]:
    today = timezone.localtime().replace(hour=EXAMPLE_HOUR, minute=0, second=0, microsecond=0)
    far = today + timedelta(days=120)
    return list(_told(values, far))


def _told(values: Mapping[str, Any], deadline: datetime) -> Iterator[str]:
    hours = [deadline - timedelta(hours=each) for each in values["reminders_of_consultations"]]
    yield _sentence(_("Una consulta"), deadline, hours)
    days = [deadline - timedelta(days=each) for each in values["reminders_of_meetings"]]
    yield _sentence(_("Una reunión"), deadline, days)
    days = [deadline - timedelta(days=each) for each in values["reminders_of_polls"]]
    yield _sentence(_("Una consulta de fechas"), deadline, days)
    before = [deadline - timedelta(days=each) for each in values["reminders_before_due"]]
    after = [deadline + timedelta(days=each) for each in values["reminders_after_due"]]
    yield _sentence(_("Un compromiso"), deadline, before + after)


def _sentence(subject: str, deadline: datetime, moments: Sequence[datetime]) -> str:
    told = {"subject": subject, "deadline": date_format(deadline, "DATETIME_FORMAT")}
    if not moments:
        return _("%(subject)s para el %(deadline)s no se recordaría.") % told
    listed = [date_format(moment, "DATETIME_FORMAT") for moment in sorted(moments)]
    told["moments"] = get_text_list(listed, _("y"))
    return _("%(subject)s para el %(deadline)s se recordaría: %(moments)s.") % told


SECTIONS = {
    section.slug: section
    for section in (
        Section(
            "nombres",
            gettext_lazy("Nombre y lugar"),
            gettext_lazy("Figuran en el encabezado, los correos, los calendarios y los documentos."),
            inputs.NamesForm,
            _names,
        ),
        Section(
            "palabras",
            gettext_lazy("Palabras"),
            gettext_lazy("Lo que cada mesa llama a su manera."),
            inputs.WordsForm,
            _words,
        ),
        Section(
            "rotacion",
            gettext_lazy("Rotación"),
            gettext_lazy("De aquí salen las fechas que se proponen; los mandatos ya registrados no cambian."),
            inputs.RotationForm,
            _rotation,
        ),
        Section(
            "fichas",
            gettext_lazy("Fichas"),
            gettext_lazy(
                "Cómo se publica la ficha resumen de un proyecto, y cuánto tiempo vale su información."
            ),
            inputs.FichasForm,
            _fichas,
        ),
        Section(
            "publico",
            gettext_lazy("Cara pública"),
            gettext_lazy("Lo que la mesa muestra a todas las personas, con novedades y datos abiertos."),
            inputs.PublicFaceForm,
            _public_face,
            "public-preview",
            gettext_lazy("Ver qué se publica"),
        ),
        Section(
            "recordatorios",
            gettext_lazy("Recordatorios"),
            gettext_lazy(
                "Salen solos y una sola vez, a quien no ha respondido. Un renglón vacío: no se recuerda."
            ),
            inputs.RemindersForm,
            _reminders,
        ),
    )
}
