"""Grants from postings and mandates: posting × membership × mandate × date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.access import Grant, Role, register_grants
from mcig.accounts.models import User
from members.models import MandateRole

ROLE_OF_MANDATE = {MandateRole.PRESIDENCY: Role.PRESIDENCY, MandateRole.SECRETARIAT: Role.SECRETARIAT}

# Written out, because every request of a signed-in person asks it: building it from querysets costs more
# than the database needs to answer. One row per posting of the date.
POSTINGS = """
    SELECT seat.organisation_id,
           coalesce(nullif(CASE WHEN %(english)s THEN named.name_en END, ''), named.name, ''),
           EXISTS (
               SELECT FROM members_membership AS membership
               WHERE membership.organisation_id = seat.organisation_id AND membership.validity @> %(on)s::date
           ) AND NOT EXISTS (
               SELECT FROM members_suspension AS suspension
               WHERE suspension.organisation_id = seat.organisation_id AND suspension.validity @> %(on)s::date
           ),
           ARRAY (
               SELECT mandate.role
               FROM members_mandate AS mandate
               JOIN members_mandateholder AS holder ON holder.mandate_id = mandate.id
               WHERE holder.organisation_id = seat.organisation_id AND mandate.validity @> %(on)s::date
               ORDER BY mandate.role
           ),
           ARRAY (
               SELECT mandate.validity
               FROM members_mandate AS mandate
               JOIN members_mandateholder AS holder ON holder.mandate_id = mandate.id
               WHERE holder.organisation_id = seat.organisation_id AND mandate.validity @> %(on)s::date
               ORDER BY mandate.role
           ),
           ARRAY (
               SELECT mandate.role
               FROM members_mandate AS mandate
               JOIN members_mandateholder AS holder ON holder.mandate_id = mandate.id
               WHERE holder.organisation_id = seat.organisation_id
                 AND %(on)s::date < lower(mandate.validity)
                 AND %(on)s::date >= lower(mandate.validity) - mandate.shadow_days
               ORDER BY mandate.role
           ),
           (
               SELECT count(*)
               FROM members_mandate AS mandate
               JOIN members_mandateholder AS holder ON holder.mandate_id = mandate.id
               WHERE mandate.role = 'presidency' AND mandate.validity @> %(on)s::date
           )
    FROM members_posting AS posting
    JOIN members_person AS person ON person.id = posting.person_id
    JOIN members_seat AS seat ON seat.id = posting.seat_id
    LEFT JOIN members_organisationname AS named
        ON named.organisation_id = seat.organisation_id AND named.validity @> %(on)s::date
    WHERE person.user_id = %(user)s AND posting.validity @> %(on)s::date
    ORDER BY posting.id
"""


@register_grants
def seats_and_mandates(user: User, on: date) -> Iterator[Grant]:
    """What the person's postings of the date give: one query, whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute(POSTINGS, {"user": user.pk, "on": on, "english": get_language() == "en"})
        postings = cursor.fetchall()
    for organisation_id, name, is_member, mandate_roles, terms, coming_roles, presiding in postings:
        if is_member:
            yield Grant(Role.MEMBER, organisation_id, name)
        for role, term in zip(map(MandateRole, mandate_roles), terms, strict=True):
            words = _words(role, shared=presiding > 1)
            words = words if is_member else f"{name} · {words}"
            yield Grant(ROLE_OF_MANDATE[role], organisation_id, words, since=term.lower, until=term.upper)
        for role in map(MandateRole, set(coming_roles) - set(mandate_roles)):
            words = _incoming_words(role)
            yield Grant(Role.INCOMING, organisation_id, words if is_member else f"{name} · {words}")


def _incoming_words(role: MandateRole) -> str:
    return _("Secretaría técnica entrante") if role is MandateRole.SECRETARIAT else _("Presidencia entrante")


def _words(role: MandateRole, *, shared: bool) -> str:
    if role is MandateRole.SECRETARIAT:
        return _("Secretaría técnica")
    return _("Copresidencia") if shared else _("Presidencia")
