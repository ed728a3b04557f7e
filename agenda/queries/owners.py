"""Who may own work of the mesa, and under which name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from mcig.alphabet import alphabetical
from members.models import Mandate, Organisation
from members.queries.register import last_name_of


def possible_owners(on: date, *, besides: Iterable[int] = ()) -> list[tuple[int, str]]:
    """The members of the date and the holders of its mandates, as a form offers them, in Spanish order.

    `besides` names organisations that stay possible: who owns something today and has left since.
    """
    holders = Mandate.objects.on(on).values("holders")
    members = Organisation.objects.members_on(on).values("pk")
    found = Organisation.objects.filter(Q(pk__in=members) | Q(pk__in=holders) | Q(pk__in=list(besides)))
    named = found.annotate(name=last_name_of("pk", on)).values_list("pk", "name")
    return sorted(named, key=lambda pair: alphabetical(pair[1]))
