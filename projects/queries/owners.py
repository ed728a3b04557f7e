"""Which member of the mesa a file means by a name, a code, an acronym or a country."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from mcig.words import fold
from members.models import Organisation, OrganisationName
from projects.formats.regions import country_words

__all__ = ["members_by_words"]


def members_by_words(on: date) -> dict[str, Organisation]:
    """The members of the mesa on a date by the words for each that mean no other one. Two queries.

    The words are folded: code, every name and acronym that it ever had, and its country.
    """
    members = {each.pk: each for each in Organisation.objects.members_on(on)}
    found: dict[str, set[int]] = defaultdict(set)
    for pk, each in members.items():
        found[words_of(each.code)].add(pk)
        if each.country:
            found[words_of(country_words(each.country))].add(pk)
    names = OrganisationName.objects.filter(organisation__in=members)
    for pk, *texts in names.values_list("organisation_id", "name", "name_en", "acronym"):
        for text in texts:
            found[words_of(text)].add(pk)
    return {words: members[min(pks)] for words, pks in found.items() if words and len(pks) == 1}


def words_of(text: str) -> str:
    """A name as it is compared: folded, without marks."""
    return " ".join(re.findall(r"\w+", fold(text)))
