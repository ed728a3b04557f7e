"""Addresses of the routes of meetings that are made from others."""

from __future__ import annotations

from django.urls import reverse

from agenda.models import MeetingTemplate
from tests.support import meetings
from tests.support.cast import Cast

ROUTES = ("template-", "series-")


def template(cast: Cast, name: str = "Plenaria (ejemplo)") -> MeetingTemplate:
    """A template with a section and an item."""
    rows = [
        {"title": "Apertura", "purpose": "section", "minutes": 0, "depth": 0},
        {"title": "Bienvenida", "purpose": "information", "minutes": 10, "depth": 0},
    ]
    return MeetingTemplate.objects.create(
        name=name, kind="working_group", planned_minutes=90, rows=rows, created_by=cast.secretary
    )


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`; the templates themselves are everybody's who prepares meetings."""
    if name == "template-save":
        return meetings.samples(name, cast)
    if name == "template-edit":
        known = MeetingTemplate.objects.filter(name="Plenaria (ejemplo)").first() or template(cast)
        return [("", reverse(name, kwargs={"pk": known.pk}))]
    if name == "template-remove":
        return [("(missing)", reverse(name, kwargs={"pk": 9999}))]
    return [("", reverse(name))]
