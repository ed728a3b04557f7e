"""The public face for tests: switched on, with a project on it, and the addresses of its routes."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mcig.mesa.models import Mesa
from projects import actions
from projects.models import Project
from tests.support.cast import Cast

ROUTES = (
    "public-home",
    "public-feed",
    "public-sitemap",
    "public-data",
    "public-part",
    "public-entry",
    "public-file",
)


def switched(cast: Cast, *, on: bool = True) -> None:
    """Switch the face on, or off."""
    Mesa.objects.update(public_face=on)
    cast.mesa.public_face = on


def shown(cast: Cast, project: Project) -> Project:
    """The project, marked as public by the secretariat."""
    return actions.show_to_everybody(
        actor=cast.actor("secretary"), project=project, shown=True, version=project.version
    )


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Pairs of a label and an address for the route `name`, while the face is on."""
    switched(cast)
    project = Project.objects.filter(current__isnull=False).order_by("pk").first()
    assert project is not None
    public = shown(cast, project)
    more: dict[str, dict[str, Any]] = {
        "public-part": {"slug": "proyectos"},
        "public-entry": {"slug": "proyectos", "key": public.code},
        "public-file": {"slug": "proyectos", "key": public.code, "name": "ficha.pdf"},
        "public-data-file": {"slug": "proyectos", "suffix": "csv"},
    }
    kwargs = more.get(name, {})
    found = [(label, reverse(name, kwargs={"language": label, **kwargs})) for label in ("es", "en")]
    if name == "public-entry":
        hidden = {"language": "es", "slug": "proyectos", "key": "FR-2024-002"}
        found.append(("(a draft)", reverse(name, kwargs=hidden)))
    return found
