"""Forms of accounts: our own, and allauth's with our words.

A new password is typed once: whoever mistypes it enters by a code sent by mail and sets another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from mcig.accounts.models import LANGUAGES, User

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ADDRESS = _("Correo electrónico")
PASSWORD = _("Contraseña")
NEW_PASSWORD = _("Contraseña nueva")
PASSWORD_HELP = _(
    "Doce caracteres o más, con letras. No sirven las contraseñas de uso común, su nombre ni su dirección."
)
MAILED_CODE = _("Código que recibió por correo")
SECOND_FACTOR_CODE = _("Código de la aplicación, o uno de sus códigos de respaldo")
MAX_PASSKEY_NAME = 100


class Worded(forms.Form):
    """An allauth form that speaks with our words; labels stand above the fields, not inside them."""

    labels: ClassVar[dict[str, StrPromise]] = {}
    helps: ClassVar[dict[str, StrPromise]] = {}
    focus: ClassVar[str] = ""
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)
        if self.focus:
            self.fields[self.focus].widget.attrs["autofocus"] = True


class LoginForm(Worded, account.LoginForm):  # type: ignore[misc]
    labels: ClassVar = {"login": ADDRESS, "password": PASSWORD}


class RequestLoginCodeForm(Worded, account.RequestLoginCodeForm):  # type: ignore[misc]
    labels: ClassVar = {"email": ADDRESS}


class MailedCodeForm(Worded):
    labels: ClassVar = {"code": MAILED_CODE}
    focus = "code"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ConfirmLoginCodeForm(MailedCodeForm, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmEmailCodeForm(MailedCodeForm, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ConfirmPasswordResetCodeForm(MailedCodeForm, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]
    labels: ClassVar = {"email": ADDRESS}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels: ClassVar = {"password1": NEW_PASSWORD}
    helps: ClassVar = {"password1": PASSWORD_HELP}
    password2 = None


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]
    labels: ClassVar = {"oldpassword": _("Contraseña actual"), "password1": NEW_PASSWORD}
    helps: ClassVar = {"password1": PASSWORD_HELP}
    password2 = None


class SetPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc]
    labels: ClassVar = {"password1": NEW_PASSWORD}
    helps: ClassVar = {"password1": PASSWORD_HELP}
    password2 = None


class ReauthenticateForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar = {"password": PASSWORD}


class ChangeAddressForm(Worded, account.AddEmailForm):  # type: ignore[misc]
    labels: ClassVar = {"email": _("Dirección nueva")}
    helps: ClassVar = {
        "email": _("Le enviaremos un código a esa dirección; el cambio vale cuando lo escriba.")
    }


class OneTime(Worded):
    """A code of the second factor counts once for as long as it counts at all (RFC 6238 § 5.2)."""

    labels: ClassVar = {"code": SECOND_FACTOR_CODE}
    focus = "code"

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        seen = f"second-factor-{self.user.pk}-{normalize_user_code(code)}"  # type: ignore[attr-defined]
        if not cache.add(seen, "used", timeout=steps * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(OneTime, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class SecondFactorAgainForm(OneTime, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels: ClassVar = {"code": _("Código de seis cifras que muestra la aplicación")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar = {
        "name": _("Nombre de la llave"),
        "passwordless": _("Permitir que la llave sola baste para entrar"),
    }
    helps: ClassVar = {
        "name": _("Le servirá para reconocerla; por ejemplo, «Teléfono» o «Computadora de la oficina»."),
        "passwordless": _("El dispositivo pedirá su huella, su rostro o su PIN cada vez."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = MAX_PASSKEY_NAME  # type: ignore[attr-defined]


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar = {"name": _("Nombre de la llave")}


class InvitationForm(forms.Form):
    """Whom to invite. The address is pinned: the account will have this one."""

    name = forms.CharField(label=_("Nombre completo"), max_length=200)
    email = forms.EmailField(
        label=ADDRESS,
        max_length=254,
        help_text=_("La invitación vale solo para esta dirección y se usa una vez."),
    )
    language = forms.ChoiceField(
        label=_("Idioma de la invitación y de su cuenta"), choices=LANGUAGES, initial="es"
    )


class AcceptanceForm(forms.Form):
    """What the invited person may decide: a password, or none."""

    password = forms.CharField(
        label=PASSWORD,
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Si la deja vacía, entrará siempre con un código que llega a su correo. "
            "Si la escribe: doce caracteres o más, con letras."
        ),
    )

    def __init__(self, *args: Any, email: str, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holder = User(email=email, name=name)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            get_adapter().clean_password(password, user=self._holder)
        return password


class LanguageForm(forms.Form):
    """In which language the site, the mail and the documents speak to the person."""

    language = forms.ChoiceField(
        label=_("Idioma"), choices=LANGUAGES, help_text=_("Del sitio al entrar y de los mensajes que reciba.")
    )
