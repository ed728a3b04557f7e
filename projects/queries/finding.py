"""What a filter finds in the register, for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, Value, Window
from django.db.models import Count as CountOf
from django.utils.translation import get_language

from mcig.access import Actor
from mcig.search.text import written
from mcig.words import fold, words_of
from members.models import Organisation, OrganisationName, name_of
from projects.models import RegisterEntry
from projects.models.register import RegisterEntryQuerySet
from projects.models.trigrams import compares_letters
from projects.queries.freshness import review_months
from projects.rules import Status
from projects.rules.finding import FACETS, NOT_SCREENED, PUBLISHED, WITHOUT, Filter, latest_news
from projects.rules.freshness import ENDED, Freshness
from projects.rules.translation import English

PAGE_SIZE = 25
# As far as anything is counted or compared: beyond, the page says «más de».
MOST_COUNTED = 2_000
CLOSE = 0.75
# As near as letters must be for the database to offer a name that is then compared word by word.
ALIKE = 0.3
# The configuration of PostgreSQL whose stems `translated` keeps.
ENGLISH = "english"
COLUMNS = (
    "code",
    "name",
    "owner_name",
    "status",
    "updated_on",
    "goals",
    "current_number",
    "is_draft",
    "review",
)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A line of the register, in the reader's language.

    `number` is None while nothing is published; `has_draft` is true only where the draft may be seen.
    """

    code: str
    name: str
    owner: str
    status: str
    updated_on: date | None
    goals: str
    number: int | None
    has_draft: bool
    review: str = ""


def register(
    actor: Actor, wanted: Filter | None = None, *, after: str = "", size: int = PAGE_SIZE
) -> tuple[list[ProjectRow], str]:
    """A page of what the filter finds, and the code after which the next one starts (empty at the end).

    Each project shows its draft to those who may see it and its published ficha to everybody else: only what
    is shown is searched. One query; two with words, three where many say them.
    """
    wanted = wanted or Filter()
    found = entries(actor, wanted)
    if after:
        found = found.filter(code__gt=after)
    listed = _few(found, actor.on, size + 1) if wanted.words else None
    if listed is None:
        listed = list(_in_order(found, actor.on)[: size + 1])
    labels = {status.value: str(status.label) for status in Status}
    rows = [
        ProjectRow(
            code=code,
            name=name,
            owner=owner or code.partition("-")[0],
            status=labels.get(status, ""),
            updated_on=updated_on,
            goals=", ".join(map(str, goals)),
            number=current,
            has_draft=is_draft,
            review=review if is_draft else "",
        )
        for code, name, owner, status, updated_on, goals, current, is_draft, review, *_number in listed
    ]
    return rows[:size], rows[size - 1].code if len(rows) > size else ""


def _in_order(found: RegisterEntryQuerySet, on: date, *besides: Any) -> Any:
    """The columns of a line, and what is asked for besides."""
    named = found.annotate(owner_name=name_of("owner_id", on))
    return named.order_by("code").values_list(*COLUMNS, *besides)


def _few(found: RegisterEntryQuerySet, on: date, size: int) -> list[Any] | None:
    """The first lines, where they are few to be found before they are put in order; else None. One query.

    In its order alone the database walks the register until it has met a rare word often enough.
    """
    some = found.order_by().values("pk")[: MOST_COUNTED + 1]
    lines = list(_in_order(RegisterEntry.objects.filter(pk__in=some), on, Window(CountOf("pk")))[:size])
    return lines if not lines or lines[0][-1] <= MOST_COUNTED else None


def entries(actor: Actor, wanted: Filter, *, published: bool = False) -> RegisterEntryQuerySet:
    """The rows of the register that the actor may see and the filter finds; or their published fichas."""
    rows = RegisterEntry.objects
    found = rows.published_to(actor) if published else rows.visible_to(actor)
    for part, value in wanted.chosen.items():
        found = found.filter(_condition(part, value, actor.on))
    return found


def _condition(part: str, value: str, on: date) -> Q:
    if part == "words":
        return _said(value, on)
    return _freshness(value, on) if part == "freshness" else _CONDITIONS[part](value)


def _said(words: str, on: date) -> Q:
    """All the words stand in the text or among the institutions, or it is the code or the owner's name.

    For who reads in English they may also stand in what is translated, with the names that are not.
    """
    condition = Q(code__startswith=words.upper())
    if query := written(words):
        condition |= Q(text=query)
        if get_language() == "en":
            condition |= Q(translated=SearchQuery(words, config=ENGLISH))
    if owners := named_like(words, on):
        condition |= Q(owner__in=owners)
    return condition


def named_like(words: str, on: date) -> list[int]:
    """The organisations in whose name of the day, in either language, the words stand. One query."""
    names = OrganisationName.objects.on(on).values_list("organisation_id", "name", "name_en", "acronym")
    wanted = fold(words)
    return sorted({owner for owner, *texts in names if any(wanted in fold(text) for text in texts)})


def _freshness(value: str, today: date) -> Q:
    ended = Q(status__in=[each.value for each in ENDED])
    if value == Freshness.ENDED:
        return Q(is_draft=False) & ended
    after, until = latest_news(Freshness(value), today, review_months())
    condition = Q(is_draft=False) & ~ended
    if after:
        condition &= Q(updated_on__gt=after)
    if until:
        dated = Q(updated_on__lte=until)
        condition &= dated if after else dated | Q(updated_on=None)
    return condition


_CONDITIONS: dict[str, Callable[[str], Q]] = {
    "member": lambda value: Q(owner__code=value),
    "theme": lambda value: Q(theme="" if value == WITHOUT else value),
    "area": lambda value: Q(area_key=value),
    "goal": lambda value: Q(goals__contains=[int(value)]),
    "marker": lambda value: Q(marker="" if value == NOT_SCREENED else value),
    "status": lambda value: Q(status=value),
    "modality": lambda value: Q(modality=value),
    "state": lambda value: Q(states__contains=[value]),
    "year": lambda value: Q(years__contains=[int(value)]),
    "english": lambda _value: ~Q(english=English.COMPLETE.value),
    "sheet": lambda value: Q(current_number__isnull=False) if value == PUBLISHED else Q(is_draft=True),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, as far as anybody counted."""

    number: int

    @property
    def is_more(self) -> bool:
        return self.number > MOST_COUNTED

    @property
    def shown(self) -> int:
        return min(self.number, MOST_COUNTED)


def count_of(actor: Actor, wanted: Filter) -> Count:
    """How many the filter finds, counted as far as `MOST_COUNTED`. One query, two with words."""
    return Count(entries(actor, wanted).order_by()[: MOST_COUNTED + 1].count())


def wider(actor: Actor, wanted: Filter) -> list[tuple[str, Filter, Count]]:
    """What to leave out so that something is found, the most promising first, with what is found then."""
    tried = [(part, wanted.without(part)) for part in list(wanted.chosen)[:6] if len(wanted.chosen) > 1]
    counted = [
        (str(FACETS.get(part) or wanted.words), filtered, count_of(actor, filtered))
        for part, filtered in tried
    ]
    return sorted((each for each in counted if each[2].number), key=lambda each: -each[2].number)


def meant(actor: Actor, wanted: Filter) -> Filter | None:
    """The filter with the words that the reader probably meant, where words of the register are near them.

    The names of the projects that the actor may see say which words there are: those that the database
    finds alike where it compares letters (`trigrams`), else those of `MOST_COUNTED` projects. None where
    nothing is near, or where nothing would be found. Three queries and one for each word.
    """
    names = RegisterEntry.objects.visible_to(actor).order_by().values_list("name", flat=True)
    typed = words_of(wanted.words)
    if compares_letters():
        read = {name for word in typed for name in _alike(names, word)}
    else:
        read = set(names[:MOST_COUNTED])
    known = {fold(word): word.lower() for name in read for word in words_of(name) if len(word) > 3}  # noqa: PLR2004 - shorter ones are near to anything
    likely = [_nearest(word, known) for word in typed]
    if likely == typed:
        return None
    corrected = replace(wanted, words=" ".join(likely))
    return corrected if entries(actor, corrected).exists() else None


class Alike(Func):
    """A text and a word, compared by an operator of `pg_trgm`."""

    template = "%(expressions)s"


def _alike(names: Any, word: str) -> list[str]:
    """Names with a word whose letters are near: as many as are compared further."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)])
    letters = (Func(F("name"), function="search_plain"), Value(fold(word)))
    near = names.annotate(alike=Alike(*letters, arg_joiner=" %%> ", output_field=BooleanField()))
    return list(near.filter(alike=True)[:MOST_COUNTED])


def _nearest(word: str, known: dict[str, str]) -> str:
    near = get_close_matches(fold(word), known, n=1, cutoff=CLOSE)
    return known[near[0]] if near else word


def owners_named(owners: Iterable[int], on: date) -> dict[int, tuple[str, str]]:
    """Code and name of organisations, by key. One query."""
    found = Organisation.objects.filter(pk__in=list(owners)).values_list("pk", "code", name_of("pk", on))
    return {pk: (code, name or code) for pk, code, name in found}
