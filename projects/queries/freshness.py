"""How fresh the published fichas are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from mcig.access import Actor
from mcig.mesa.middleware import request_mesa
from members.models import name_of
from projects.models import Project
from projects.rules import Status
from projects.rules.freshness import REVIEW_MONTHS, Freshness, freshness, next_review

ASKED = (Freshness.DUE, Freshness.LATE)


@dataclass(frozen=True, slots=True)
class FreshnessRow:
    """A published ficha, since when its information stands and until when it is good."""

    code: str
    name: str
    owner: str
    updated_on: date | None
    next_review: date | None
    state: Freshness

    @property
    def is_late(self) -> bool:
        return self.state is Freshness.LATE


def freshness_rows(actor: Actor) -> list[FreshnessRow]:
    """Every published ficha, the oldest information first; those that need no review last. One query."""
    months = review_months()
    found = (
        Project.objects.visible_to(actor)
        .filter(current__isnull=False)
        .annotate(owner_name=name_of("owner_id", actor.on))
        .order_by(F("current__updated_on").asc(nulls_first=True), "code")
        .values_list("code", "current__name", "owner_name", "current__updated_on", "current__status")
    )
    rows = [
        FreshnessRow(
            code,
            name,
            owner or code.partition("-")[0],
            updated_on,
            next_review(updated_on, months),
            state_of(updated_on, status, actor.on, months),
        )
        for code, name, owner, updated_on, status in found
    ]
    return sorted(rows, key=lambda row: row.state is Freshness.ENDED)


def review_months() -> int:
    """How many months the mesa takes the information of a ficha for good."""
    mesa = request_mesa()
    return mesa.review_months if mesa else REVIEW_MONTHS


def state_of(updated_on: date | None, status: str, today: date, months: int) -> Freshness:
    """The freshness of what a revision's columns say; `months` as `review_months`."""
    return freshness(updated_on, Status(status) if status else None, today, months)


def to_review(on: date, owner: int | None = None) -> list[Project]:
    """The projects whose published ficha is due or late on the date, of one owner or of all."""
    published = Project.objects.filter(current__isnull=False).select_related("current").order_by("code")
    if owner is not None:
        published = published.filter(owner=owner)
    months = review_months()
    return [
        project
        for project in published
        if project.current
        and state_of(project.current.updated_on, project.current.status, on, months) in ASKED
    ]
