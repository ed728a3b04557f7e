"""Reads about themes: those of a mandate in its order, those of another time, and who leads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from agenda.models import MandateTheme, Theme, ThemeLead
from agenda.models.outcomes import OPEN_STATES, DecisionState
from mcig.mesa.models import Mesa
from members.queries.mandates import MandateRow, mandate_rows, rotation_of
from members.queries.register import last_name_of
from members.rules.rotation import MandateState


@dataclass(frozen=True, slots=True)
class Terms:
    """The mandates of the office that rotates, the newest first, and the one of today."""

    rows: list[MandateRow]
    current: MandateRow | None

    def find(self, key: int | None) -> MandateRow | None:
        return next((row for row in self.rows if row.key == key), None)

    def following(self, row: MandateRow) -> MandateRow | None:
        """The mandate that comes next after `row`."""
        later = [each for each in self.rows if each.term.start > row.term.start]
        return min(later, key=lambda each: each.term.start, default=None)


def terms(mesa: Mesa | None, on: date) -> Terms:
    """The mandates by which the work of the mesa is told. One query."""
    office = rotation_of(mesa).office
    rows = [row for row in mandate_rows(on) if row.office is office]
    rows.sort(key=lambda row: row.term.start, reverse=True)
    current = next((row for row in rows if row.state is MandateState.CURRENT), None)
    return Terms(rows, current)


def with_leads(themes: QuerySet[Theme], on: date) -> QuerySet[Theme]:
    """With `leads_today`, each with `organisation_name`."""
    leads = (
        ThemeLead.objects.on(on)
        .annotate(organisation_name=last_name_of("seat__organisation_id", on))
        .select_related("seat__organisation")
        .order_by("organisation_name")
    )
    return themes.prefetch_related(Prefetch("leads", leads, to_attr="leads_today"))


def with_counts(themes: QuerySet[Theme], mandate: int | None) -> QuerySet[Theme]:
    """With `decisions_count` in force, `commitments_count` open and `lines_count` of the mandate (key)."""
    return themes.annotate(
        decisions_count=Count(
            "decisions",
            filter=Q(decisions__state=DecisionState.IN_FORCE, decisions__number__isnull=False),
            distinct=True,
        ),
        commitments_count=Count(
            "commitments",
            filter=Q(commitments__state__in=OPEN_STATES, commitments__number__isnull=False),
            distinct=True,
        ),
        lines_count=Count("lines", filter=Q(lines__mandate=mandate), distinct=True),
    )


def chosen_by(mandate: int | None) -> list[int]:
    """The keys of the themes that the mandate (key) chose, in its order; none when it has no own choice."""
    if mandate is None:
        return []
    return list(MandateTheme.objects.filter(mandate=mandate).values_list("theme", flat=True))


def of_term(mandate: MandateRow | None, on: date) -> list[Theme]:
    """The themes of a mandate in its order, or, without one, those of the date in the order of the mesa."""
    chosen = chosen_by(mandate.key if mandate else None)
    found = with_leads(with_counts(Theme.objects.all(), mandate.key if mandate else None), on)
    if chosen:
        by_key = {theme.pk: theme for theme in found.filter(pk__in=chosen)}
        return [by_key[key] for key in chosen]
    return list(found.filter(_during(mandate, on)).order_by("position", "pk"))


def _during(mandate: MandateRow | None, on: date) -> Q:
    """Themes that hold on the date; of another mandate, those that held on some day of it."""
    if mandate is None or mandate.state is MandateState.CURRENT:
        return Q(validity__contains=on)
    since, until = mandate.term.start, mandate.term.end
    begun = Q(validity__startswith__lt=until) if until else Q()
    return begun & (Q(validity__endswith__gt=since) | Q(validity__upper_inf=True))


def elsewhere(shown: list[Theme]) -> QuerySet[Theme]:
    """Every theme that is not among those shown: of another time, or not chosen."""
    return Theme.objects.exclude(pk__in=[theme.pk for theme in shown]).order_by(
        Lower("validity").desc(), "pk"
    )


def in_order() -> list[Theme]:
    """Every theme, in the order of the mesa."""
    return list(Theme.objects.order_by("position", "pk"))


def choices(on: date, *, besides: int | None = None) -> list[tuple[int, str]]:
    """The themes of the date as a form offers them; `besides` stays possible, whatever its dates."""
    found = Theme.objects.filter(Q(validity__contains=on) | Q(pk=besides))
    return [(theme.pk, theme.words) for theme in found.order_by("position", "pk")]


def leads_of(theme: Theme, on: date) -> list[ThemeLead]:
    """Everybody who ever led the theme, those of today first, with `organisation_name`."""
    leads = theme.leads.annotate(organisation_name=last_name_of("seat__organisation_id", on))
    return list(leads.select_related("seat__organisation").order_by(Lower("validity").desc(), "pk"))


def leading(theme: Theme, on: date) -> list[int]:
    """The organisations (keys) that lead the theme on the date."""
    return list(ThemeLead.objects.on(on).filter(theme=theme).values_list("seat__organisation", flat=True))
