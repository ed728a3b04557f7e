"""What an item says, as plain values: to compare, to write, and to take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agenda.models import Item, ItemPresenter, ItemPurpose
from agenda.rules.items import check_item, check_presenters


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who presents: one of an organisation (key), a person (key) or a guest by name."""

    organisation: int | None = None
    person: int | None = None
    guest: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is edited of an item. `theme` is a key."""

    title: str
    purpose: str = ItemPurpose.INFORMATION
    minutes: int = 0
    theme: int | None = None
    description: str = ""
    internal_notes: str = ""
    presenters: tuple[Speaker, ...] = ()

    def as_values(self) -> dict[str, Any]:
        """As the journal holds them."""
        names = ("title", "purpose", "minutes", "theme", "description", "internal_notes")
        speakers = [[each.organisation, each.person, each.guest] for each in self.presenters]
        return {name: getattr(self, name) for name in names} | {"presenters": speakers}


def facts_of(item: Item) -> dict[str, Any]:
    """The facts of a stored item, as the journal holds them."""
    found = item.presenters.order_by("position", "pk")
    speakers = tuple(Speaker(each.organisation_id, each.person_id, each.guest) for each in found)
    return ItemFacts(
        title=item.title,
        purpose=item.purpose,
        minutes=item.minutes,
        theme=item.theme_id,
        description=item.description,
        internal_notes=item.internal_notes,
        presenters=speakers,
    ).as_values()


def write_facts(item: Item, values: dict[str, Any]) -> None:
    """Put facts into an item and its presenters; the caller saves the item.

    Raises `Broken` for facts that no item can have. A section takes no time and nobody presents it.
    """
    if item.is_section:
        values = values | {"purpose": ItemPurpose.SECTION, "minutes": 0, "theme": None, "presenters": []}
    check_item(
        title=values["title"],
        minutes=values["minutes"],
        description=values["description"],
        internal_notes=values["internal_notes"],
    )
    check_presenters([guest for _organisation, _person, guest in values["presenters"]])
    item.title = values["title"].strip()
    item.purpose, item.minutes, item.theme_id = values["purpose"], values["minutes"], values["theme"]
    item.description = values["description"].strip()
    item.internal_notes = values["internal_notes"].strip()
    wanted = [tuple(each) for each in values["presenters"]]
    stored = item.presenters.order_by("position", "pk").values_list("organisation", "person", "guest")
    if wanted == list(stored):
        return
    item.presenters.all().delete()
    ItemPresenter.objects.bulk_create(
        ItemPresenter(item=item, position=place, organisation_id=organisation, person_id=person, guest=guest)
        for place, (organisation, person, guest) in enumerate(wanted, start=1)
    )
