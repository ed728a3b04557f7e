"""One project as a file tells it: values that are only suggested, field by field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from mcig.rules import Broken, State, _
from projects.rules.ficha import LABELS, Ficha, Goal
from projects.rules.goals import GOALS
from projects.rules.limits import check
from projects.rules.record import RECORD_LABELS, Record, check_record
from projects.rules.translation import Translation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FICHA_FIELDS = tuple(each.name for each in fields(Ficha))
# The currency of the total goes with the total.
RECORD_FIELDS = tuple(each.name for each in fields(Record) if each.name not in {"currency", "evidence"})
FIELDS = (*FICHA_FIELDS, *RECORD_FIELDS)
FIELD_LABELS: dict[str, StrPromise] = {
    **RECORD_LABELS,
    **LABELS,
    "owner": _("Integrante que presenta el proyecto"),
}
# Lists to which a file adds and from which it never takes away.
GROWING = frozenset({"identifiers", "links", "relations"})


class Certainty(State):
    """How sure the reading of a value is."""

    EXACT = "exact"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"

    @property
    def label(self) -> StrPromise:
        """The word for it in the reader's language."""
        return _CERTAINTIES[self]


_CERTAINTIES = {
    Certainty.EXACT: _("exacta"),
    Certainty.LIKELY: _("probable"),
    Certainty.DOUBTFUL: _("dudosa"),
}


class FieldState(State):
    """What a suggested value would do to the project."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> StrPromise:
        """The word for it in the reader's language."""
        return _STATES[self]


_STATES = {
    FieldState.NEW: _("nuevo"),
    FieldState.CHANGED: _("cambia"),
    FieldState.SAME: _("igual"),
    FieldState.AMBIGUOUS: _("dudoso"),
    FieldState.UNREADABLE: _("ilegible"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How sure a field was read, and what the reader has to say about it."""

    certainty: Certainty = Certainty.EXACT
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that no field took. `field` is where it belongs, empty where nobody knows."""

    field: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A project as a file tells it. What the file does not say is empty, and suggests nothing.

    `place` says where in the file it stands; `code` is its code in this register where the file knows it, and
    `owner` the member that presents it, as the file calls it.
    """

    ficha: Ficha = field(default_factory=Ficha)
    record: Record = field(default_factory=Record)
    place: str = ""
    code: str = ""
    owner: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    def mark(self, name: str) -> Mark:
        """How sure a field is; exact where the reader said nothing."""
        return self.marks.get(name, _EXACT)


# A project of a file, to be read in the active language.
Reader = Callable[[], Suggestion]
_EXACT = Mark()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field of a suggestion against what is stored: `after` is what would be stored."""

    field: str
    state: FieldState
    before: Any
    after: Any
    mark: Mark

    @property
    def applies(self) -> bool:
        """Whether choosing it changes anything."""
        return bool(self.before != self.after)


def compared_with(ficha: Ficha, record: Record, suggestion: Suggestion) -> tuple[Proposal, ...]:
    """Each suggested field against what is stored, in the order of the form and of the record."""
    found = []
    for name in FIELDS:
        after = _value(suggestion.ficha, suggestion.record, name)
        if not _is_said(after):
            continue
        before = _value(ficha, record, name)
        after = _final(name, before, after)
        mark = suggestion.mark(name)
        found.append(Proposal(name, _state(before, after, mark), before, after, mark))
    return tuple(found)


def merged(
    ficha: Ficha, record: Record, suggestion: Suggestion, chosen: Collection[str]
) -> tuple[Ficha, Record]:
    """What is stored once the `chosen` fields of the suggestion are taken over."""
    taken = {each.field: each.after for each in compared_with(ficha, record, suggestion)}
    taken = {name: value for name, value in taken.items() if name in chosen}
    ficha = replace(ficha, **{name: value for name, value in taken.items() if name in FICHA_FIELDS})
    values = {name: value for name, value in taken.items() if name in RECORD_FIELDS and name != "total"}
    if "total" in taken:
        values |= {"total": taken["total"][0], "currency": taken["total"][1]}
    if "translations" in values:
        told = values["translations"]
        values["translations"] = tuple(
            each for each in told if each in record.translations or _is_of_a_text(ficha, each)
        )
    return ficha, replace(record, **values)


def held_to_limits(suggestion: Suggestion) -> Suggestion:
    """The suggestion without the fields that no project may hold: they become unread texts."""
    unread = list(suggestion.unread)
    ficha, record = suggestion.ficha, suggestion.record
    for name in FIELDS:
        value = _value(ficha, record, name)
        if not _is_said(value):
            continue
        try:
            _check_alone(name, value)
        except Broken as refusal:
            unread.append(Unread(name, as_text(value), str(refusal)))
            if name in FICHA_FIELDS:
                ficha = replace(ficha, **{name: getattr(Ficha(), name)})
            elif name == "total":
                record = replace(record, total=None, currency="")
            else:
                record = replace(record, **{name: getattr(Record(), name)})
    return replace(suggestion, ficha=ficha, record=record, unread=tuple(unread))


def completed(first: Suggestion, second: Suggestion, reason: StrPromise | str) -> Suggestion:
    """The first suggestion with what the second says of fields that the first leaves empty.

    What both say in different words stays as the first says it; the other is unread, for this `reason`.
    """
    ficha, record, marks = first.ficha, first.record, dict(first.marks)
    unread = [*first.unread, *second.unread]
    for name in FIELDS:
        value, own = _value(second.ficha, second.record, name), _value(ficha, record, name)
        if not _is_said(value) or value == own:
            continue
        if _is_said(own):
            unread.append(Unread(name, as_text(value), str(reason)))
            continue
        marks[name] = second.mark(name)
        if name in FICHA_FIELDS:
            ficha = replace(ficha, **{name: value})
        elif name == "total":
            record = replace(record, total=value[0], currency=value[1])
        else:
            record = replace(record, **{name: value})
    return replace(
        first, ficha=ficha, record=record, marks=marks, unread=tuple(unread), notes=first.notes + second.notes
    )


def _is_of_a_text(ficha: Ficha, translation: Translation) -> bool:
    """Whether the ficha says the Spanish that was translated."""
    said = getattr(ficha, translation.field)
    return translation.source in (said if isinstance(said, tuple) else (said,))


def as_text(value: Any) -> str:
    """A value as plain text, for a field that was refused."""
    if isinstance(value, tuple):
        return "\n".join(as_text(each) for each in value)
    if hasattr(value, "__dataclass_fields__") and not hasattr(value, "iso"):
        return " · ".join(
            str(part)
            for name in value.__dataclass_fields__
            if (part := getattr(value, name)) not in {None, ""}
        )
    return str(value)


def _value(ficha: Ficha, record: Record, name: str) -> Any:
    """The value of a field; the total comes with its currency."""
    if name in FICHA_FIELDS:
        return getattr(ficha, name)
    return (record.total, record.currency) if name == "total" else getattr(record, name)


def _is_said(value: Any) -> bool:
    return value not in (None, "", (), (None, ""))


def _state(before: Any, after: Any, mark: Mark) -> FieldState:
    if _plain(before) == _plain(after):
        return FieldState.SAME
    if mark.certainty is Certainty.DOUBTFUL:
        return FieldState.AMBIGUOUS
    return FieldState.CHANGED if _is_said(before) else FieldState.NEW


def _plain(value: Any) -> Any:
    """A value without the spaces and breaks in which two programs differ."""
    if isinstance(value, str):
        return " ".join(value.split())
    return tuple(_plain(each) for each in value) if isinstance(value, tuple) else value


def _final(name: str, before: Any, after: Any) -> Any:
    if name in GROWING:
        return (*before, *(each for each in after if each not in before))
    if name == "translations":
        told = {(each.field, each.item): each for each in (*before, *after)}
        return tuple(told.values())
    if name == "goals":
        words = {goal.number: goal.text for goal in before}
        return tuple(
            Goal(goal.number, goal.text or words.get(goal.number) or str(GOALS.get(goal.number, "")))
            for goal in after
        )
    return before if _plain(before) == _plain(after) else after


def _check_alone(name: str, value: Any) -> None:
    if name in FICHA_FIELDS:
        check(replace(Ficha(), **{name: value}))
    elif name == "total":
        check_record(replace(Record(), total=value[0], currency=value[1]))
    else:
        check_record(replace(Record(), **{name: value}))
