"""Whoever speaks for a member today, and the news that all of them are told."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import override

from mcig.notices import Addressee, Kind, tell
from members.models import Person
from members.queries.consultations import speakers_on


def speakers_today() -> list[Person]:
    """Who speaks for a member today and can be written to, by name; an address that several have, once."""
    postings = speakers_on(timezone.localdate()).exclude(person__email="").order_by("person__name")
    return list({posting.person.email.lower(): posting.person for posting in postings}.values())


def tell_speakers(kind: Kind, line: Callable[[], str], address: str) -> None:
    """Tell each of them a line, made in their language, that leads to a page of ours."""
    for person in speakers_today():
        with override(person.language):
            words = line()
        to = Addressee(person.email, person.name, person.language)
        tell(kind=kind, to=to, line=words, address=address)
