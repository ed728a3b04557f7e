"""Accounts: our own pages first, then allauth's views at our addresses.

The declarations of allauth's views stand in `mcig.urls.THIRD_PARTY`, by name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import URLPattern, path

from mcig.access import EVERYONE, SIGNED_IN, Role, action, form, page
from mcig.accounts import views

INVITERS = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})


def allauth(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(route, views.unprocessable(view), name=name)


own = [
    form("", views.account_home, name="account-home", allow=SIGNED_IN),
    page("registro/", views.sign_up_closed, name="account_signup", allow=EVERYONE),
    form("invitacion/<str:key>/", views.accept_invitation, name="invitation-accept", allow=EVERYONE),
    form("invitaciones/", views.invitations, name="invitations", allow=INVITERS),
    action(
        "invitaciones/<int:pk>/anular/", views.revoke_invitation, name="invitation-revoke", allow=INVITERS
    ),
]

entrance = [
    allauth("entrar/", account.login, "account_login"),
    allauth("entrar/codigo/", account.request_login_code, "account_request_login_code"),
    allauth("entrar/codigo/confirmar/", account.confirm_login_code, "account_confirm_login_code"),
    allauth("entrar/segundo-factor/", mfa.authenticate, "mfa_authenticate"),
    allauth("entrar/llave/", webauthn.login_webauthn, "mfa_login_webauthn"),
    allauth("cerrada/", account.account_inactive, "account_inactive"),
    allauth("salir/", account.logout, "account_logout"),
    allauth("identidad/", account.reauthenticate, "account_reauthenticate"),
    allauth("identidad/segundo-factor/", mfa.reauthenticate, "mfa_reauthenticate"),
    allauth("identidad/llave/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
]

address_and_password = [
    allauth("correo/", account.email, "account_email"),
    allauth("correo/confirmar/", account.email_verification_sent, "account_email_verification_sent"),
    allauth("contrasena/", account.password_change, "account_change_password"),
    allauth("contrasena/crear/", account.password_set, "account_set_password"),
    allauth("recuperar/", account.password_reset, "account_reset_password"),
    allauth("recuperar/codigo/", account.confirm_password_reset_code, "account_confirm_password_reset_code"),
    allauth("recuperar/contrasena/", account.complete_password_reset, "account_complete_password_reset"),
    allauth("recuperar/lista/", account.password_reset_from_key_done, "account_password_reset_completed"),
]

factors_and_sessions = [
    allauth("segundo-factor/", mfa.index, "mfa_index"),
    allauth("segundo-factor/aplicacion/", totp.activate_totp, "mfa_activate_totp"),
    allauth("segundo-factor/aplicacion/quitar/", totp.deactivate_totp, "mfa_deactivate_totp"),
    allauth("respaldo/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    allauth("respaldo/generar/", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    allauth("respaldo/descargar/", recovery_codes.download_recovery_codes, "mfa_download_recovery_codes"),
    allauth("llaves/", webauthn.list_webauthn, "mfa_list_webauthn"),
    allauth("llaves/agregar/", webauthn.add_webauthn, "mfa_add_webauthn"),
    allauth("llaves/<int:pk>/nombre/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    allauth("llaves/<int:pk>/quitar/", views.remove_passkey, "mfa_remove_webauthn"),
    allauth("sesiones/", usersessions.list_usersessions, "usersessions_list"),
]

urlpatterns = [*own, *entrance, *address_and_password, *factors_and_sessions]
