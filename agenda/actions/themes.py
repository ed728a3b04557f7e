"""Themes: add, correct, end and order them. A theme is never deleted: its dates end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.actions.ordering import write_order
from agenda.actions.owners import principal_seats
from agenda.form_themes import FORM_THEMES
from agenda.models import MandateTheme, Theme, ThemeLead
from agenda.models.meetings import WRITES
from agenda.rules import theme as rules
from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from mcig.web.versions import Stale, require_same
from members.models import Mandate


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """What is kept of a theme; `last` is the last day that counts, `leads` are keys of organisations."""

    name: str
    colour: str
    icon: str
    first: date
    last: date | None = None
    name_en: str = ""
    description: str = ""
    description_en: str = ""
    leads: Sequence[int] = ()


def require_writer(actor: Actor) -> None:
    """Raises `PermissionDenied` for whoever does not keep the thematic agenda."""
    actor.require(*WRITES)


@transaction.atomic
def create_theme(*, actor: Actor, facts: ThemeFacts) -> Theme:
    """Add a theme at the end of the order and return it. Its leads begin with it.

    Raises `PermissionDenied`; `Broken` for what no theme can be.
    """
    require_writer(actor)
    _one_at_a_time()
    theme = Theme(slug=_free_slug(facts.name), position=_next_position())
    _write(theme, facts)
    theme.save()
    _lead(theme, facts.leads, since=facts.first)
    return theme


@transaction.atomic
def edit_theme(*, actor: Actor, theme: Theme, version: int, facts: ThemeFacts) -> Theme:
    """Correct a theme, made from its `version`; its address stays.

    Effects: who leads it no longer ends today, who leads it now begins today. Raises `PermissionDenied`,
    `Stale`; `Broken` as `create_theme`.
    """
    require_writer(actor)
    locked: Theme = Theme.objects.select_for_update().get(pk=theme.pk)
    require_same(seen=version, stored=locked.version)
    _write(locked, facts)
    locked.version += 1
    locked.save()
    _lead(locked, facts.leads, since=max(actor.on, facts.first))
    return locked


@transaction.atomic
def order_themes(*, actor: Actor, order: Sequence[int], seen: Sequence[int]) -> None:
    """Put the themes (keys) in this order, made from the order `seen`.

    Raises `PermissionDenied`; `Stale` when the order was changed meanwhile; `Broken` when a theme is missing
    from `order` or is none.
    """
    require_writer(actor)
    write_order(Theme.objects.all(), order=order, seen=seen)


@transaction.atomic
def choose_themes(*, actor: Actor, mandate: Mandate, order: Sequence[int], seen: Sequence[int]) -> None:
    """Let a mandate have these themes (keys) in this order; none: the themes and the order of the mesa.

    `seen` is the choice it was made from. Raises `PermissionDenied`; `Stale` when another choice was made
    meanwhile; `Broken` for what is no theme.
    """
    require_writer(actor)
    locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
    known = {each.theme_id: each for each in MandateTheme.objects.filter(mandate=locked)}
    if list(known) != list(seen):
        raise Stale
    if len(set(order)) != len(order) or Theme.objects.filter(pk__in=order).count() != len(order):
        raise Broken(_("El orden llegó incompleto. Vuelva a abrir la página."))
    for key, choice in known.items():
        if key not in order:
            choice.delete()
    for position, key in enumerate(order, start=1):
        MandateTheme.objects.update_or_create(mandate=locked, theme_id=key, defaults={"position": position})


@transaction.atomic
def add_form_themes(*, actor: Actor, since: date) -> int:
    """Add those of the form's themes that are not there, and give how many. The secretariat's alone."""
    actor.require(Role.SECRETARIAT)
    _one_at_a_time()
    known = set(Theme.objects.values_list("slug", flat=True))
    missing = [each for each in FORM_THEMES if each.slug not in known]
    for each in missing:
        Theme.objects.create(
            slug=each.slug,
            name=each.name,
            name_en=each.name_en,
            colour=each.colour,
            icon=each.icon,
            validity=DateRange(since, None),
            position=_next_position(),
        )
    return len(missing)


def _write(theme: Theme, facts: ThemeFacts) -> None:
    rules.check_days(facts.first, facts.last)
    theme.name = rules.check_name(facts.name)
    theme.name_en = rules.check_text(facts.name_en, field="name_en", length=rules.NAME_LENGTH)
    theme.description = rules.check_text(facts.description, field="description")
    theme.description_en = rules.check_text(facts.description_en, field="description_en")
    theme.colour, theme.icon = facts.colour, rules.check_icon(facts.icon)
    theme.validity = DateRange(facts.first, facts.last + timedelta(days=1) if facts.last else None)


def _lead(theme: Theme, organisations: Sequence[int], *, since: date) -> None:
    """From `since` on these organisations lead the theme, and no others."""
    wanted = {seat.pk: seat for seat in principal_seats(organisations)}
    for lead in theme.leads.filter(validity__contains=since).select_for_update():
        if wanted.pop(lead.seat_id, None) is not None:
            continue
        if lead.validity.lower == since:
            lead.delete()  # it would have led for no day at all
        else:
            lead.validity = DateRange(lead.validity.lower, since)
            lead.save(update_fields=["validity"])
    for seat in wanted.values():
        ThemeLead.objects.create(theme=theme, seat=seat, validity=DateRange(since, None))


def _one_at_a_time() -> None:
    """Two who add themes at once wait for each other: they would take the same address and place."""
    Mesa.objects.select_for_update().first()


def _next_position() -> int:
    last: int = Theme.objects.aggregate(last=Max("position"))["last"] or 0
    return last + 1


def _free_slug(name: str) -> str:
    plain = slugify(name)[: rules.SLUG_LENGTH - 4].strip("-") or "tema"
    taken = set(Theme.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next(
        slug for slug in (plain, *(f"{plain}-{number}" for number in range(2, 1000))) if slug not in taken
    )
