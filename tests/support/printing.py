"""Every document that the site prints, from the addresses of tests/support/samples.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from mcig.access.sitemap import routes
from projects.actions import bundles
from projects.models import Bundle
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.samples import samples_for

# Joined from what others uploaded: it claims nothing.
FOREIGN = {"folder-file"}
LANGUAGES = {"project-ficha-pdf": ("es", "en")}


def printed(cast: Cast) -> Iterator[tuple[str, str, bytes]]:
    """Route, language and bytes of each PDF of ours."""
    project(cast.actor("french"), cast.france, publish=True)
    project(cast.actor("french"), cast.france)
    browser = cast.client("secretary")
    browser.post(reverse("dossier-issue"))
    for name, address in sorted(_addresses(cast)):
        for language in LANGUAGES.get(name, ("es",)):
            answer: Any = browser.get(address, headers={"Accept-Language": language})
            content = b"".join(answer)  # reading a stored file to its end also closes it
            if content.startswith(b"%PDF"):
                yield name, language, content
    yield "project-bundle-file", "es", _book(cast)


def _addresses(cast: Cast) -> Iterator[tuple[str, str]]:
    yield "dossier-file", reverse("dossier-file", kwargs={"suffix": "pdf"})
    for route in routes():
        if route.declaration and "pdf" in route.route and route.name not in FOREIGN:
            for _label, address in samples_for(route.name, cast):
                yield route.name, address


def _book(cast: Cast) -> bytes:
    browser = cast.client("french")
    browser.post(reverse("project-bundle-ask"), {"consulta": "", "tipo": "book"})
    made = Bundle.objects.latest("pk")
    bundles.make_bundle(bundle_id=made.pk)
    answer: Any = browser.get(reverse("project-bundle-file", args=[made.pk]))
    return b"".join(answer)
