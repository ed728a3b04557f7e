"""Grants from postings and mandates: posting × membership × mandate × date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from mcig.access import Grant, Role, register_grants
from mcig.accounts.models import User
from members.models import MandateHolder, MandateRole, Membership, Posting, name_of

ROLE_OF_MANDATE = {MandateRole.PRESIDENCY: Role.PRESIDENCY, MandateRole.SECRETARIAT: Role.SECRETARIAT}


@register_grants
def seats_and_mandates(user: User, on: date) -> Iterator[Grant]:
    """What the person's postings of the date give: one query, whatever their number."""
    mandates = "seat__organisation__mandates"
    postings = (
        Posting.objects.on(on)
        .filter(person__user=user)
        .annotate(
            organisation_id=F("seat__organisation_id"),
            is_member=Exists(
                Membership.objects.on(on).filter(organisation=OuterRef("seat__organisation_id"))
            ),
            mandate_roles=ArrayAgg(
                f"{mandates}__role",
                filter=Q(**{f"{mandates}__validity__contains": on}),
                distinct=True,
                default=[],
            ),
            name=name_of("seat__organisation_id", on),
            shares_presidency=Exists(
                MandateHolder.objects.filter(
                    mandate__role=MandateRole.PRESIDENCY, mandate__validity__contains=on
                ).exclude(organisation=OuterRef("seat__organisation_id"))
            ),
        )
        .values_list("organisation_id", "name", "is_member", "mandate_roles", "shares_presidency")
    )
    for organisation_id, name, is_member, mandate_roles, shares_presidency in postings:
        if is_member:
            yield Grant(Role.MEMBER, organisation_id, name or "")
        for role in mandate_roles:
            words = _words(MandateRole(role), shared=shares_presidency)
            yield Grant(ROLE_OF_MANDATE[role], organisation_id, words if is_member else f"{name} · {words}")


def _words(role: MandateRole, *, shared: bool) -> str:
    if role is MandateRole.SECRETARIAT:
        return _("Secretaría técnica")
    return _("Copresidencia") if shared else _("Presidencia")
