"""Who signed a joint statement of the mesa, by which way, and the statement as it was issued."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.accounts.models import LANGUAGES
from mcig.documents.models import IssuedDocument
from mcig.history.tracking import tracked
from mcig.notices.models import Message
from members.models.mesa_documents import DocumentVersion
from members.models.organisations import name_of
from members.models.seats import Person, Seat
from members.rules.mesa_documents import SIGNATORY_LENGTH, SignaturePhase

if TYPE_CHECKING:
    from typing import Self


class SignatureState(models.TextChoices):
    PENDING = SignaturePhase.PENDING.value, _("pendiente")
    SIGNED = SignaturePhase.SIGNED.value, _("firma")
    DECLINED = SignaturePhase.DECLINED.value, _("no firma")


class SignatureSource(models.TextChoices):
    LINK = "link", _("enlace personal")
    ACCOUNT = "account", _("cuenta")
    SECRETARIAT = "secretariat", _("secretaría técnica")


class SignatureQuerySet(models.QuerySet["Signature"]):
    def named(self, on: date) -> Self:
        """Annotate `organisation_name` of the date, in the reader's language."""
        return self.annotate(organisation_name=name_of("seat__organisation_id", on))


@tracked()
class Signature(models.Model):
    """Whether a seat signs a joint statement, who said so, and by which way."""

    version = models.ForeignKey(
        DocumentVersion, models.PROTECT, related_name="signatures", verbose_name=_("comunicado")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("lugar en la mesa"))
    state = models.CharField(
        _("respuesta"), max_length=8, choices=SignatureState, default=SignaturePhase.PENDING.value
    )
    signatory = models.CharField(_("nombre y cargo"), max_length=SIGNATORY_LENGTH, blank=True)
    answered_at = models.DateTimeField(_("respondida"), null=True, blank=True)
    source = models.CharField(_("vía"), max_length=11, choices=SignatureSource, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona")
    )
    basis = models.TextField(_("en qué consta"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registra"),
    )
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", verbose_name=_("mensaje")
    )

    objects = SignatureQuerySet.as_manager()
    organisation_name: str | None
    events: Any  # its history, a manager that the triggers come with

    class Meta:
        verbose_name = _("firma de un comunicado")
        verbose_name_plural = _("firmas de comunicados")
        constraints = [
            models.UniqueConstraint(fields=["version", "seat"], name="signature_of_seat_once"),
            models.CheckConstraint(
                condition=Q(state="pending", answered_at=None)
                | (Q(answered_at__isnull=False) & ~Q(source="") & ~Q(signatory="")),
                name="signature_has_author",
            ),
            models.CheckConstraint(
                condition=~Q(source="secretariat") | (Q(entered_by__isnull=False) & ~Q(basis="")),
                name="signature_on_behalf_is_attributed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.get_state_display()}"

    @property
    def is_signed(self) -> bool:
        return self.state == SignaturePhase.SIGNED

    @property
    def is_pending(self) -> bool:
        return self.state == SignaturePhase.PENDING


class SignatureReminder(models.Model):
    """That a seat was reminded, so many hours before a deadline. This row keeps it from happening twice."""

    signature = models.ForeignKey(Signature, models.PROTECT, related_name="reminders")
    hours = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "hours", "deadline"], name="signature_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signature} {self.hours} h"


class SignedStatement(models.Model):
    """The issued PDF of a joint statement with who signed it, in one language. Written once."""

    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="issued")
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(
                name="signed_statement_is_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"
