"""What is new on the public face, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from mcig.mesa.models import Mesa
from mcig.public.parts import Entry, Part, parts

NEWEST = 30
# What XML 1.0 cannot carry, not even as a reference.
UNCARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def newest(most: int) -> list[tuple[Part[Any], Entry]]:
    """The newest entries of all kinds that say when they changed, the newest first."""
    found = [(part, entry) for part in parts() for entry in part.latest(most)]
    long_ago = datetime.min.replace(tzinfo=UTC)
    return sorted(found, key=lambda pair: pair[1].changed or long_ago, reverse=True)[:most]


def atom(mesa: Mesa, language: str) -> str:
    """The feed in one language. An entry's address is its identity; without a page of its own, its list's."""
    home = settings.PUBLIC_URL + reverse("public-home", args=[language])
    feed = Atom1Feed(
        title=carried(mesa.full_name),
        link=home,
        description="",
        language=language,
        feed_url=settings.PUBLIC_URL + reverse("public-feed", args=[language]),
        author_name=carried(mesa.acronym),
    )
    for part, entry in newest(NEWEST):
        base = settings.PUBLIC_URL + reverse("public-part", args=[language, part.slug])
        page = settings.PUBLIC_URL + reverse("public-entry", args=[language, part.slug, entry.key])
        feed.add_item(
            title=carried(entry.title),
            link=page if part.template else base,
            unique_id=page,
            description=carried(entry.note),
            updateddate=entry.changed,
            categories=(str(part.title),),
        )
    return feed.writeString("utf-8")


def carried(text: str) -> str:
    return UNCARRIED.sub("", text)
