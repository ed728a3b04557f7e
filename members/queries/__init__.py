"""Named reads about the mesa; each says for which date it asks."""

from __future__ import annotations

from members.queries.register import (
    Fact,
    Holder,
    MemberRow,
    Office,
    facts_of,
    member_order,
    members_on,
    names_of,
    offices_on,
    organisations,
    postings_on,
)

__all__ = [
    "Fact",
    "Holder",
    "MemberRow",
    "Office",
    "facts_of",
    "member_order",
    "members_on",
    "names_of",
    "offices_on",
    "organisations",
    "postings_on",
]
