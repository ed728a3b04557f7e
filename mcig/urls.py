"""The site map, and the access map of third-party URLs."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from mcig.access import EVERYONE, SIGNED_IN, Declaration, Role

urlpatterns = [
    path("", include("mcig.web.urls")),
    path("", include("mcig.health.urls")),
    path("", include("members.urls")),
    path("presidencia/", include("members.urls_presidency")),
    path("consultas/", include("members.urls_consultations")),
    path("documentos/", include("members.urls_mesa_documents")),
    path("agenda-tematica/", include("agenda.urls")),
    path("reuniones/", include("agenda.urls_meetings")),
    path("reuniones/", include("agenda.urls_answers")),
    path("reuniones/", include("agenda.urls_proposals")),
    path("reuniones/", include("agenda.urls_copies")),
    path("reuniones/", include("agenda.urls_sessions")),
    path("acuerdos/", include("agenda.urls_outcomes")),
    path("", include("projects.urls")),
    path("", include("mcig.documents.urls")),
    path("", include("mcig.notices.urls")),
    path("ajustes/", include("mcig.mesa.urls")),
    path("buscar/", include("mcig.search.urls")),
    path("", include("mcig.links.urls")),
    path("", include("mcig.history.urls")),
    path("", include("mcig.public.urls")),
    path("cuenta/", include("mcig.accounts.urls")),
    path("idioma/", set_language, name="set_language"),
    path("administracion/", admin.site.urls),
]
if settings.DEMONSTRATION:
    urlpatterns += [path("demostracion/", include("mcig.demonstration.urls"))]

_public = Declaration("form", EVERYONE)
_signed_in = Declaration("form", SIGNED_IN)
_on_the_way = Declaration("form", SIGNED_IN, second_factor_exempt=True)

# By name, or by namespace when it ends in a colon. What is not listed here is refused.
THIRD_PARTY = {
    "set_language": _public,
    "account_login": _public,
    "account_inactive": _public,
    "account_email_verification_sent": _public,
    "account_request_login_code": _public,
    "account_confirm_login_code": _public,
    "account_reset_password": _public,
    "account_confirm_password_reset_code": _public,
    "account_complete_password_reset": _public,
    "account_password_reset_completed": _public,
    "mfa_authenticate": _public,
    "mfa_login_webauthn": _public,
    "account_logout": _on_the_way,
    "account_reauthenticate": _on_the_way,
    "mfa_reauthenticate": _on_the_way,
    "mfa_reauthenticate_webauthn": _on_the_way,
    "mfa_index": _on_the_way,
    "mfa_activate_totp": _on_the_way,
    "mfa_add_webauthn": _on_the_way,
    "mfa_list_webauthn": _on_the_way,
    "account_email": _signed_in,
    "account_change_password": _signed_in,
    "account_set_password": _signed_in,
    "mfa_deactivate_totp": _signed_in,
    "mfa_edit_webauthn": _signed_in,
    "mfa_remove_webauthn": _signed_in,
    "mfa_view_recovery_codes": _signed_in,
    "mfa_generate_recovery_codes": _signed_in,
    "mfa_download_recovery_codes": _signed_in,
    "usersessions_list": _signed_in,
    "admin:": Declaration("form", frozenset({Role.ADMINISTRATOR})),
}

handler400 = "mcig.web.errors.bad_request"
handler403 = "mcig.web.errors.forbidden"
handler404 = "mcig.web.errors.not_found"
handler429 = "mcig.web.errors.too_many_requests"
handler500 = "mcig.web.errors.server_error"
