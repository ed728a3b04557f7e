"""Named reads about the mesa; each says for which date it asks."""

from __future__ import annotations

from members.queries.register import (
    Holder,
    MemberRow,
    Office,
    mandates_of,
    members_on,
    memberships_of,
    names_of,
    offices_on,
    organisations,
    postings_on,
)

__all__ = [
    "Holder",
    "MemberRow",
    "Office",
    "mandates_of",
    "members_on",
    "memberships_of",
    "names_of",
    "offices_on",
    "organisations",
    "postings_on",
]
