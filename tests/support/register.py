"""Addresses of the register as a whole: views, exports, drawings."""

from __future__ import annotations

from django.urls import reverse

from projects.models import Bundle, SavedView
from projects.models.bundles import rights_of
from tests.support.cast import Cast

ROUTES = (
    "project-view-",
    "project-export",
    "project-bundle",
    "project-overview",
    "project-alliances",
    "project-introduce",
)


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Pairs of a label and an address for the route `name`; what is somebody's is France's."""
    if name == "project-view-forget":
        view, _created = SavedView.objects.get_or_create(
            person=cast.french, name="La nuestra", defaults={"query": "ods=5"}
        )
        return [("(France)", reverse(name, kwargs={"pk": view.pk}))]
    if (name.startswith("project-bundle-") and name != "project-bundle-ask") or name == "project-bundle":
        bundle, _created = Bundle.objects.get_or_create(
            requested_by=cast.french,
            defaults={"kind": "pdf", "language": "es", "rights": rights_of(cast.actor("french"))},
        )
        return [("(France)", reverse(name, kwargs={"pk": bundle.pk}))]
    if name == "project-export":
        return [("(csv)", reverse(name, kwargs={"kind": "csv"}))]
    return [("", reverse(name))]
