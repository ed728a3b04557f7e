"""News that wait to become one mail, and what each person wants to receive."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked
from mcig.notices.kinds import Kind, Timing, kind_of
from mcig.notices.models.messages import Message

TIMINGS = [
    (Timing.NOW.value, _("en cuanto ocurre")),
    (Timing.DIGEST.value, _("en el resumen semanal")),
    (Timing.NEVER.value, _("no recibirlo")),
]


class News(models.Model):
    """Something that a person is told; it waits until it becomes part of a message."""

    address = models.EmailField(_("dirección"), max_length=254)
    name = models.CharField(_("nombre"), max_length=200)
    language = models.CharField(_("idioma"), max_length=5)
    kind_name = models.CharField(_("tipo"), max_length=60)
    line = models.TextField(_("noticia"))
    url = models.CharField(_("página"), max_length=500)
    told_at = models.DateTimeField(_("fecha"), default=timezone.now)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="news", verbose_name=_("mensaje")
    )

    class Meta:
        verbose_name = _("noticia")
        verbose_name_plural = _("noticias")
        ordering = ["told_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="news_address_is_lower_case"
            ),
        ]
        indexes = [
            models.Index(
                fields=["address", "told_at"], condition=models.Q(message=None), name="news_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.line

    @property
    def kind(self) -> Kind:
        return kind_of(self.kind_name)


@tracked()
class Preference(models.Model):
    """When news of a kind reach an address; without a row the kind's own timing holds."""

    address = models.EmailField(_("dirección"), max_length=254)
    kind_name = models.CharField(_("tipo"), max_length=60)
    timing = models.CharField(_("cuándo"), max_length=6, choices=TIMINGS)

    class Meta:
        verbose_name = _("preferencia de avisos")
        verbose_name_plural = _("preferencias de avisos")
        constraints = [
            models.UniqueConstraint(fields=["address", "kind_name"], name="preference_once_per_kind"),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")), name="preference_address_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name}: {self.timing}"
