"""Who presents an item, by name: how it is shown, what a form offers, and what a typed name means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from agenda.models import ItemPresenter
from members.models import Organisation, Person, name_of


def named_presenters(on: date, lookup: str = "presenters") -> Prefetch[str]:
    """The presenters of items in their order, with `organisation_name` of the date. One query."""
    rows = (
        ItemPresenter.objects.select_related("person", "organisation")
        .annotate(organisation_name=name_of("organisation_id", on))
        .order_by("position", "pk")
    )
    return Prefetch(lookup, rows)


def label_of(presenter: ItemPresenter) -> str:
    """A presenter of `named_presenters` as it is written on an agenda."""
    if presenter.guest:
        return presenter.guest
    if presenter.person is not None:
        return presenter.person.name
    name: str | None = getattr(presenter, "organisation_name", None)
    return name or str(presenter.organisation)


Key = tuple[int | None, int | None, str]


def known_names(on: date) -> dict[str, Key]:
    """The names that a form offers, with the key of the organisation or of the person. Two queries.

    Organisations with a name on the date, and the people who hold a posting on it; of two of the same name
    neither is offered, for the name alone does not tell them apart.
    """
    found: dict[str, Key] = {}
    twice: set[str] = set()
    organisations = Organisation.objects.values_list(name_of("pk", on), "pk")
    people = Person.objects.filter(postings__validity__contains=on).distinct().values_list("name", "pk")
    rows: list[tuple[str, Key]] = [(name, (key, None, "")) for name, key in organisations if name]
    rows += [(name, (None, key, "")) for name, key in people]
    for name, key in rows:
        if name in found:
            twice.add(name)
        found[name] = key
    return {name: key for name, key in found.items() if name not in twice}


def meant_by(names: Iterable[str], known: dict[str, Key], present: Iterable[ItemPresenter] = ()) -> list[Key]:
    """What typed names mean: who already presents, then who is known; any other name is a guest's."""
    stored = {
        label_of(each).casefold(): (each.organisation_id, each.person_id, each.guest) for each in present
    }
    offered = {name.casefold(): key for name, key in known.items()} | stored
    return [offered.get(name.casefold(), (None, None, name)) for name in names]
