"""How allauth behaves here: closed sign-up, our words, the reader's language, encrypted second factors."""

from __future__ import annotations

import logging
import time
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from mcig.access import ActorRequest
from mcig.accounts.models import User
from mcig.accounts.notices import ACCOUNT, CODE
from mcig.accounts.sealing import Unreadable, seal, unseal
from mcig.mesa.middleware import current_mesa
from mcig.notices.actions import CONFIDENTIAL_HEADER, KIND_HEADER, NAME_HEADER

logger = logging.getLogger(__name__)

# Messages that carry a code: nobody else reads them, and they are erased once sent.
WITH_A_CODE = frozenset(
    {
        "account/email/login_code",
        "account/email/password_reset_code",
        "account/email/email_confirmation",
        "account/email/email_confirmation_signup",
    }
)
ADDRESSEE = "addressee"
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Esta cuenta está cerrada."),
        "duplicate_email": _("Esa ya es la dirección de su cuenta."),
        "email_password_mismatch": _("La dirección o la contraseña no son correctas."),
        "email_taken": _("Esa dirección no está disponible."),
        "enter_current_password": _("Esa no es su contraseña actual."),
        "incorrect_code": _("El código no es correcto o ya venció."),
        "incorrect_password": _("La contraseña no es correcta."),
        "invalid_login": _("Los datos no son correctos."),
        "rate_limited": _("Espere un momento antes de volver a intentarlo."),
        "same_as_current": _("Escriba una dirección distinta de la actual."),
        "too_many_login_attempts": _("Demasiados intentos. Espere unos minutos y vuelva a intentarlo."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account-home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account-home")

    # ---- Asking again who it is ----

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not within the first minutes after a login with the strongest means that the account has."""
        return bool(super().is_reauthentication_required(app=app)) and not self._has_just_logged_in()

    def _has_just_logged_in(self) -> bool:
        user = cast("User", self.request.user)
        method = "mfa" if has_second_factor(user) else "password"
        moments = [
            record["at"]
            for record in get_authentication_records(self.request, user)
            if record.get("method") == method
        ]
        return bool(moments) and time.time() - max(moments) < app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor shows that one: a password alone must not add or remove factors."""
        words = {
            "reauthenticate": _("Usar la contraseña"),
            "mfa_reauthenticate": _("Usar un código de la aplicación o de respaldo"),
            "mfa_reauthenticate:webauthn": _("Usar una llave de acceso"),
        }
        methods = [
            method | {"description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]
        second = [method for method in methods if method["id"] != "reauthenticate"]
        return second if second and has_second_factor(user) else methods

    # ---- Mail ----

    def format_email_subject(self, subject: str) -> str:
        mesa = current_mesa()
        return f"{mesa.acronym} · {subject}" if mesa else subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the language of the account behind the address, or else of the page."""
        user = User.objects.filter(email=email.lower()).only("language", "name").first()
        with override(user.language if user else get_language()):
            context = {"mesa": current_mesa(), ADDRESSEE: user.name if user else "", **context}
            super().send_mail(template_prefix, email, context)

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """The message, which tells the queue what it is about, to whom, and whether it is confidential."""
        has_a_code = template_prefix in WITH_A_CODE
        headers = {**(headers or {}), NAME_HEADER: context.get(ADDRESSEE, "")}
        headers[KIND_HEADER] = CODE.name if has_a_code else ACCOUNT.name
        if has_a_code:
            headers[CONFIDENTIAL_HEADER] = "1"
        return cast("EmailMessage", super().render_mail(template_prefix, email, context, headers))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Una cuenta con segundo factor no puede agregar direcciones."),
        "cannot_delete_authenticator": _(
            "Su función exige un segundo factor y este es el único que tiene. Agregue otro antes de quitarlo."
        ),
        "cannot_generate_recovery_codes": _("Los códigos de respaldo necesitan antes un segundo factor."),
        "incorrect_code": _("El código no es correcto o ya venció."),
        "unverified_email": _("Confirme su dirección de correo antes de configurar un segundo factor."),
        "unreadable": _(
            "El segundo factor de esta cuenta no se puede leer en esta instalación. "
            "Escriba a la administración del sistema."
        ),
    }

    def get_totp_issuer(self) -> str:
        mesa = current_mesa()
        return mesa.acronym if mesa else self._get_site_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's name
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        if count == 0:
            return gettext("Llave principal")
        if count == 1:
            return gettext("Llave de reserva")
        return gettext("Llave %(number)s") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return unseal(encrypted_text)
        except Unreadable as error:
            logger.warning("a second factor was sealed with a key that is not configured")
            raise self.validation_error("unreadable") from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor keeps at least one."""
        request = cast("ActorRequest", context.request)
        if not request.actor.needs_second_factor:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())


def has_second_factor(user: Any) -> bool:
    """Whether the account has an authenticator app or a passkey; backup codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists())
