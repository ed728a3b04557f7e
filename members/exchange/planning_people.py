"""What applying the rows about people would do, one by one and in their order, against the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mcig.accounts.models import LANGUAGES
from mcig.alphabet import alphabetical
from mcig.dates import write_date
from mcig.rules import Broken
from members.actions.people import Details
from members.exchange.choices import Fault, faults, spanish_words, values_by_word
from members.exchange.member_sheet import PEOPLE_HEADINGS
from members.exchange.planning import Difference
from members.forms.people import PersonRowForm
from members.models import AddressForm, Organisation, Person, Posting, PostTitle, SeatKind
from members.rules.spans import DAY, Span, check_posting, check_posting_end

DETAILS = tuple(Details.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A row of the file: `state` is new, changed, same or error.

    `posting` is the key of the posting that the row is about; None makes a new one. `title` is the neutral
    form of a title of the catalogue, or free words. `last` is the last day that counts.
    """

    line: str
    code: str
    name: str
    state: str
    changes: tuple[Difference, ...] = ()
    errors: tuple[Fault, ...] = ()
    seat: str = ""
    posting: int | None = None
    details: Details | None = None
    title: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def since(self) -> date | None:
        """From when on the row counts."""
        return self.first


@dataclass(slots=True)
class _Place:
    """A posting as stored, by column; `span` follows what earlier rows do."""

    key: int | None
    person: int | None
    stored: dict[str, Any]
    span: Span


@dataclass(slots=True)
class _Register:
    """What the rows are compared with; it grows as they are planned."""

    grounds: dict[str, list[Span]]
    places: dict[tuple[str, str], list[_Place]]
    owners: dict[str, int]
    titles: dict[str, str]
    failing: frozenset[str]
    written: dict[str, Details] = field(default_factory=dict)


def titles_by_word() -> dict[str, str]:
    """The catalogue: the neutral form by each of its forms. One query."""
    return {
        alphabetical(form): each.neutral
        for each in PostTitle.objects.all()
        for form in (each.neutral, each.feminine, each.masculine, each.english)
    }


def people_as_rows() -> Iterator[dict[str, Any]]:
    """Every posting as the template shows it, by organisation, seat and first day. One query."""
    words = {column: spanish_words(column) for column in ("seat", "language", "address_form")}
    for posting in _postings():
        stored = _stored(posting)
        shown = {column: words[column][stored[column]] for column in ("language", "address_form")}
        yield {
            "code": posting.seat.organisation.code,
            "seat": words["seat"][posting.seat.kind],
            "first": posting.validity.lower,
            **stored,
            **shown,
        }


def plan_people(
    rows: Sequence[Mapping[str, str]],
    registering: Iterable[str],
    entering: Mapping[str, date],
    failing: Iterable[str] = (),
    *,
    on: date,
) -> list[PlannedPerson]:
    """What each row would do on the date; a row sees what those before it do. An empty cell leaves what is
    stored; of somebody new, an empty seat is the principal one, and an empty first day is that date.

    `registering` are the codes that the same file registers, `entering` those that it makes members and since
    when, `failing` those whose own row is wrong. Six queries, whatever the number of rows; none without rows.
    """
    if not rows:
        return []
    register = _read(registering, entering, frozenset(failing))
    return [_planned(row, register, on) for row in rows]


def _read(registering: Iterable[str], entering: Mapping[str, date], failing: frozenset[str]) -> _Register:
    grounds = {
        each.code: [
            Span(span.validity.lower, span.validity.upper)
            for span in (*each.memberships.all(), *each.mandates.all())
        ]
        for each in Organisation.objects.prefetch_related("memberships", "mandates")
    }
    grounds |= {code: [] for code in registering}
    for code, since in entering.items():
        grounds[code].append(Span(since, None))
    places: dict[tuple[str, str], list[_Place]] = {}
    for posting in _postings():
        span = Span(posting.validity.lower, posting.validity.upper)
        place = _Place(posting.pk, posting.person_id, _stored(posting), span)
        places.setdefault((posting.seat.organisation.code, posting.seat.kind), []).append(place)
    owners = dict(Person.objects.exclude(email="").values_list("email", "pk"))
    return _Register(
        grounds, places, {email.lower(): key for email, key in owners.items()}, titles_by_word(), failing
    )


def _planned(row: Mapping[str, str], register: _Register, on: date) -> PlannedPerson:
    code, seat = row.get("code", "").upper(), _choice(row.get("seat") or SeatKind.PRINCIPAL.value, "seat")
    place = _place_of(row, register.places.get((code, seat), []))
    stored = place.stored if place else {"language": "es", "address_form": AddressForm.NEUTRAL.value}
    wanted = {column: row.get(column) or stored.get(column, "") for column in (*DETAILS, "title", "last")}
    wanted["language"] = _choice(str(wanted["language"]), "language")
    wanted["address_form"] = _choice(str(wanted["address_form"]), "address_form")
    if wanted["title"] != stored.get("title"):  # what is kept in free words stays so
        wanted["title"] = register.titles.get(alphabetical(str(wanted["title"])), wanted["title"])
    form = PersonRowForm({**wanted, "code": code, "seat": seat, "first": _first(row, place, on)})
    errors = faults(form, row, PEOPLE_HEADINGS) or _refusals(form, place, register)
    if errors:
        return _wrong(row, errors)
    data = form.cleaned_data
    _remember(form, place, register)
    changes = tuple(
        Difference(PEOPLE_HEADINGS[column], _said(column, stored.get(column)), _said(column, data[column]))
        for column in (*DETAILS, "title", "last")
        if place and _shown(stored.get(column)) != _shown(data[column])
    )
    return PlannedPerson(
        line=row["line"],
        code=code,
        name=data["name"],
        state="new" if place is None else "changed" if changes else "same",
        changes=changes,
        seat=seat,
        posting=place.key if place else None,
        details=form.details,
        title=data["title"],
        first=data["first"],
        last=data["last"],
    )


def _place_of(row: Mapping[str, str], places: list[_Place]) -> _Place | None:
    """The stored posting of the same person that begins on the day of the row; of a row without one, any."""
    typed = row.get("first", "")
    first = _day(typed)
    for place in places:
        same_day = place.key is not None and (place.span.since == first if typed else True)
        name, email = place.stored["name"], place.stored["email"].lower()
        same_name = alphabetical(name) == alphabetical(row.get("name", ""))
        if same_day and (same_name or (email and email == row.get("email", "").lower())):
            return place
    return None


def _first(row: Mapping[str, str], place: _Place | None, on: date) -> str:
    known = place.span.since if place else None
    return row.get("first") or (known or on).isoformat()


def _refusals(form: PersonRowForm, place: _Place | None, register: _Register) -> list[Fault]:
    data = form.cleaned_data
    if data["code"] in register.failing and data["code"] not in register.grounds:
        words = _("Primero corrija el renglón de %(code)s en «Integrantes».") % {"code": data["code"]}
        return [Fault("", words)]
    if data["code"] not in register.grounds:
        return [Fault("code", _("No hay una organización con la clave %(code)s.") % {"code": data["code"]})]
    owner = register.owners.get(data["email"]) if data["email"] else None
    if place and owner not in {None, place.person}:
        return [Fault("email", _("Esa dirección ya está registrada a nombre de otra persona."))]
    if register.written.get(data["email"], form.details) != form.details:
        return [Fault("email", _("Esa dirección está en otro renglón con otros datos de la persona."))]
    others = [each for each in register.places.get((data["code"], data["seat"]), []) if each is not place]
    try:
        span = form.span
        if place is None:
            grounds = register.grounds[data["code"]]
            observes = data["seat"] == SeatKind.OBSERVER
            check_posting([Span(None, None)] if observes else grounds, [each.span for each in others], span)
        elif span.until is not None and span.until != place.span.until:
            check_posting_end(place.span, span.until - DAY)
    except Broken as refusal:
        return [Fault(refusal.field if refusal.field in PEOPLE_HEADINGS else "first", str(refusal))]
    return []


def _remember(form: PersonRowForm, place: _Place | None, register: _Register) -> None:
    data = form.cleaned_data
    if data["email"]:
        register.written[data["email"]] = form.details
    if place is not None:
        place.span = form.span
        return
    places = register.places.setdefault((data["code"], data["seat"]), [])
    places.append(_Place(None, None, {"name": data["name"], "email": data["email"]}, form.span))


def _postings() -> Iterable[Posting]:
    return Posting.objects.select_related("person", "seat__organisation", "catalogued").order_by(
        "seat__organisation__code", "seat__kind", "validity"
    )


def _stored(posting: Posting) -> dict[str, Any]:
    upper = posting.validity.upper
    return {
        **{column: getattr(posting.person, column) for column in DETAILS},
        "title": posting.catalogued.neutral if posting.catalogued else posting.title,
        "last": upper - DAY if upper else None,
    }


def _wrong(row: Mapping[str, str], errors: list[Fault]) -> PlannedPerson:
    return PlannedPerson(row["line"], row.get("code", ""), row.get("name", ""), "error", errors=tuple(errors))


def _choice(words: str, column: str) -> str:
    """The value that the words name, in either language; what names none stays, for the form to refuse."""
    return values_by_word(column).get(alphabetical(words), words)


def _day(text: str) -> date | None:
    try:
        day: date | None = PersonRowForm.base_fields["first"].to_python(text)
    except ValidationError:
        return None
    return day


def _said(column: str, value: Any) -> str:
    """The value as a person reads it."""
    words: dict[str, dict[Any, Any]] = {
        "language": dict(LANGUAGES),
        "address_form": dict(AddressForm.choices),
    }
    if isinstance(value, date):
        return write_date(value)
    return str(words.get(column, {}).get(value, _shown(value)))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
