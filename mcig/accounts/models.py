"""Accounts: the electronic identity of a person. What they may do comes from postings and mandates."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.history.tracking import tracked

LANGUAGES = [("es", _("español")), ("en", _("inglés"))]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account. Without `password` it can log in by code only.

        The address is kept in lower case.
        """
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


@tracked(exclude=("password", "last_login"))
class User(AbstractBaseUser):
    """An account. The e-mail address is its name; it is deactivated by the moment of its closing."""

    email = models.EmailField(_("correo electrónico"), max_length=254, unique=True)
    name = models.CharField(_("nombre"), max_length=200)
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES, default="es")
    joined_at = models.DateTimeField(_("fecha de alta"), default=timezone.now)
    closed_at = models.DateTimeField(_("fecha de cierre"), null=True, blank=True)
    administrator_during = DateRangeField(
        _("administra el sistema durante"),
        null=True,
        blank=True,
        help_text=_("Vacío: no administra el sistema. El último día queda excluido."),
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("cuenta")
        verbose_name_plural = _("cuentas")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_is_lower_case",
                violation_error_message=_("La dirección de correo se guarda en minúsculas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django and allauth ask this name; the fact is `closed_at`."""
        return self.closed_at is None

    @property
    def is_staff(self) -> bool:
        """Django's admin asks this name; the fact is a dated administration."""
        return self.is_active and self.administrates_on(timezone.localdate())

    def administrates_on(self, on: Any) -> bool:
        return self.administrator_during is not None and on in self.administrator_during

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class InvitationState(models.TextChoices):
    OPEN = "open", _("pendiente")
    ACCEPTED = "accepted", _("aceptada")
    EXPIRED = "expired", _("vencida")
    REVOKED = "revoked", _("anulada")


@tracked(exclude=("key",))
class Invitation(models.Model):
    """The only way to an account: it pins the address it was sent to and works once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("correo electrónico"), max_length=254)
    name = models.CharField(_("nombre"), max_length=200)
    language = models.CharField(_("idioma"), max_length=5, choices=LANGUAGES)
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="invitations_sent", verbose_name=_("invita")
    )
    sent_at = models.DateTimeField(_("enviada"), default=timezone.now)
    expires_at = models.DateTimeField(_("vence"))
    accepted_at = models.DateTimeField(_("aceptada"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revocada"), null=True, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="invitations")

    class Meta:
        verbose_name = _("invitación")
        verbose_name_plural = _("invitaciones")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_one_pending_per_address",
                violation_error_message=_("Esa dirección ya tiene una invitación pendiente."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> InvitationState:
        """What has become of it by now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if self.expires_at <= timezone.now() else InvitationState.OPEN
