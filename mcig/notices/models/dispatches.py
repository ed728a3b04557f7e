"""Messages that wait together for a person to look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.notices.kinds import Kind, kind_of
from mcig.notices.visibility import terms_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from mcig.access import Actor


class DispatchState(models.TextChoices):
    WAITING = "waiting", _("por revisar")
    SENT = "sent", _("enviado")
    DISCARDED = "discarded", _("descartado")


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def waiting(self) -> DispatchQuerySet:
        """Dispatches that nobody has sent or discarded yet."""
        return self.filter(sent_at=None, discarded_at=None)

    def counted(self) -> DispatchQuerySet:
        """With `letters_count`, how many letters each holds, and with who prepared it."""
        return self.select_related("held_by").annotate(letters_count=models.Count("messages"))

    def visible_to(self, actor: Actor) -> DispatchQuerySet:
        """All for the secretariat and administrators; for the presidency those of its own term."""
        wanted = terms_of(actor, "held_at")
        return self.none() if wanted is None else self.filter(wanted)


class Dispatch(models.Model):
    """Letters that somebody prepared, and what was decided: all of them sent, once, or discarded."""

    kind_name = models.CharField(_("tipo"), max_length=60)
    title = models.CharField(_("título"), max_length=300)
    why = models.TextField(_("motivo"), blank=True)
    held_at = models.DateTimeField(_("preparado"), default=timezone.now)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepara")
    )
    sent_at = models.DateTimeField(_("enviado"), null=True, blank=True)
    discarded_at = models.DateTimeField(_("descartado"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decide"),
    )

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("envío")
        verbose_name_plural = _("envíos")
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(discarded_at=None),
                name="dispatch_is_sent_or_discarded",
                violation_error_message=_("Un envío se envía o se descarta, no ambas cosas."),
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None, discarded_at=None, decided_by=None)
                | (~models.Q(decided_by=None) & ~models.Q(sent_at=None, discarded_at=None)),
                name="dispatch_decision_has_an_author",
                violation_error_message=_("Toda decisión sobre un envío tiene autor."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_at"],
                condition=models.Q(sent_at=None, discarded_at=None),
                name="dispatch_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> Kind:
        return kind_of(self.kind_name)

    @property
    def reason(self) -> StrPromise | str:
        """Why the recipients receive it, in the reader's language where it is the kind's own sentence."""
        return self.why or self.kind.why

    @property
    def state(self) -> DispatchState:
        if self.sent_at:
            return DispatchState.SENT
        return DispatchState.DISCARDED if self.discarded_at else DispatchState.WAITING

    @property
    def is_waiting(self) -> bool:
        return self.state is DispatchState.WAITING
