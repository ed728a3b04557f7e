"""How far the first steps of a new mesa are, above the pages on which they are done."""

from __future__ import annotations

from typing import Any

from django import template

from mcig.access import Role
from members.beginning import progress

register = template.Library()


@register.inclusion_tag("members/beginning/strip.html", takes_context=True)
def first_steps(context: dict[str, Any], page: str = "") -> dict[str, Any]:
    """The step of this page (or of the `page` named) and how many there are, for the secretariat.

    Nothing once the needed ones are done. One query.
    """
    request = context["request"]
    found = progress() if request.actor.holds(Role.SECRETARIAT) else None
    if found is None or found.next is None:
        return {}
    here = page or request.resolver_match.url_name
    numbers = [
        number
        for number, (step, is_done) in enumerate(found.needed, start=1)
        if step.page == here and not is_done
    ]
    return {"progress": found, "number": numbers[0] if numbers else None}
