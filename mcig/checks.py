"""Start-up checks: what is unsafe or undeclared is named before the first request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from mcig.access.sitemap import routes

MIN_SECRET_KEY_LENGTH = 40


@register(Tags.security)
def safe_settings(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a missing or short key, an open host list, and debug or demonstration on a public address."""
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < MIN_SECRET_KEY_LENGTH or "insecure" in settings.SECRET_KEY:
        found.append(
            Error(
                "SECRET_KEY falta o es corta.",
                hint=f"Defina SECRET_KEY con al menos {MIN_SECRET_KEY_LENGTH} caracteres al azar.",
                id="mcig.E001",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS admite cualquier nombre.",
                hint="Defina ALLOWED_HOSTS con los nombres del servidor, separados por comas.",
                id="mcig.E002",
            )
        )
    if settings.DEBUG and settings.SERVED_BY_HTTPS:
        found.append(
            Error(
                "DEBUG está activo en un servicio público.", hint="Quite DEBUG del entorno.", id="mcig.E003"
            )
        )
    if settings.DEMONSTRATION and settings.SERVED_BY_HTTPS:
        found.append(
            Error(
                "DEMONSTRATION está activo en un servicio público: cualquiera leería su correo.",
                hint="Quite DEMONSTRATION del entorno.",
                id="mcig.E005",
            )
        )
    return found


@register(Tags.urls)
def declared_urls(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a route that does not say who may enter."""
    return [
        Error(
            f"La dirección «{route.route}» no declara quién puede entrar.",
            hint="Use page, form o action de mcig.access, o inclúyala en THIRD_PARTY de mcig/urls.py.",
            id="mcig.E004",
        )
        for route in routes()
        if route.declaration is None
    ]
