"""Answers of the public face: of no session, the same for everybody, and kept by any cache for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import register_converter
from django.urls.converters import StringConverter
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

from mcig.access import ActorRequest

KEPT_SECONDS = 60
LANGUAGES = ("es", "en")

Shown = Callable[Concatenate[ActorRequest, str, ...], HttpResponseBase]


class LanguageConverter(StringConverter):
    """The language of a public page: it stands in the address, so that nobody needs a cookie."""

    regex = "|".join(LANGUAGES)


register_converter(LanguageConverter, "public_language")


def face(view: Shown) -> Callable[..., HttpResponseBase]:
    """A view of the public face, in the language of its address.

    While the face is off every address answers 404, whatever stands behind it.
    """

    @wraps(view)
    def shown(request: ActorRequest, language: str, **kwargs: Any) -> HttpResponseBase:
        if not (request.mesa and request.mesa.public_face):
            raise Http404
        with translation.override(language):
            response = view(request, language, **kwargs)
        return cacheable(request, response)

    return shown


def cacheable(request: ActorRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let every cache keep it for `KEPT_SECONDS`; 304 to whoever holds these bytes already."""
    response.is_public = True  # type: ignore[attr-defined]
    if response.has_header("Cache-Control"):
        del response["Cache-Control"]
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    if not isinstance(response, HttpResponse) or response.has_header("ETag") or response.status_code != 200:  # noqa: PLR2004 - a page that was found
        return response
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    kept = get_conditional_response(request, response["ETag"], None, response)
    assert kept is not None  # it is the answer itself, or a 304 in its place
    kept.is_public = True  # type: ignore[attr-defined]
    return kept


def page(template: str, context: dict[str, Any]) -> HttpResponse:
    """A page without anything of the request: nothing about who asks can stand on it."""
    return HttpResponse(render_to_string(template, context))
