"""Reads about people and their postings: who may look after them, and who they are."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from mcig.access import Actor, Role
from members.models import Mandate, Organisation, Person, Posting


def looked_after_by(actor: Actor) -> QuerySet[Organisation]:
    """The organisations whose people the actor invites and ends today.

    The secretariat: all. System administrators: all that hold no present or coming mandate, for a place
    there would let them in where they have no business. Others: those of their own for which a posting of
    theirs says so on this date; a posting that ended, or a suspended organisation, gives nothing.
    """
    if actor.holds(Role.SECRETARIAT):
        return Organisation.objects.all()
    if actor.holds(Role.ADMINISTRATOR):
        lasting = Q(validity__endswith__gt=actor.on) | Q(validity__upper_inf=True)
        return Organisation.objects.exclude(mandates__in=Mandate.objects.filter(lasting))
    own = Posting.objects.on(actor.on).filter(
        person__user=actor.user.pk,
        administers_during__contains=actor.on,
        seat__organisation__in=actor.organisations,
    )
    return Organisation.objects.filter(pk__in=own.values("seat__organisation"))


def looks_after(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may change the organisation's people. At most one query."""
    if actor.holds(Role.SECRETARIAT):
        return True
    may = actor.holds(Role.ADMINISTRATOR) or organisation.pk in actor.organisations
    return may and looked_after_by(actor).filter(pk=organisation.pk).exists()


def postings_looked_after_by(actor: Actor) -> QuerySet[Posting]:
    """The postings that the actor may change, with person, seat and organisation."""
    return Posting.objects.filter(seat__organisation__in=looked_after_by(actor)).select_related(
        "person", "person__user", "seat__organisation", "catalogued"
    )


def people_looked_after_by(actor: Actor) -> QuerySet[Person]:
    """The people that the actor may correct: whose present and coming postings are all theirs."""
    people = Person.objects.all()
    if actor.holds(Role.SECRETARIAT):
        return people
    lasting = Q(validity__endswith__gt=actor.on) | Q(validity__upper_inf=True)
    postings = Posting.objects.filter(lasting)
    theirs = postings.filter(seat__organisation__in=looked_after_by(actor))
    others = postings.exclude(seat__organisation__in=looked_after_by(actor))
    return people.filter(pk__in=theirs.values("person")).exclude(pk__in=others.values("person"))


def postings_of(organisation: Organisation) -> QuerySet[Posting]:
    """Every posting on the organisation's seats, newest first."""
    return (
        Posting.objects.filter(seat__organisation=organisation)
        .select_related("seat", "person", "catalogued")
        .order_by(Lower("validity").desc(nulls_last=True), "person__name")
    )
