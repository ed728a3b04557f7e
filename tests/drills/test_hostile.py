"""Everything that a hostile visitor can put into an address or a field, in every role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle
from time import process_time
from urllib.parse import urlencode

import pytest

from tests.support.cast import ROLES, Cast
from tests.support.forms import TYPED, Sent, forms_on
from tests.support.hostile import EVIL, Door, ask, doors, furnish, quiet, windows, written

pytestmark = pytest.mark.drill

MIXED = "<b onclick=x>\u202e\0\x07é😀\r\nBcc: a@mala.example\r\n]]>&ent;=1+1"
BY_KIND = {
    "number": ("9" * 400, "-1", "NaN", "1e309", "²"),
    "date": ("0001-01-01", "9999-12-31", "2024-02-30", "\ud800"),
    "datetime-local": ("0001-01-01T00:00", "9999-12-31T23:59", "2024-02-30T10:00"),
}
TEXT = (MIXED, "\ud800", "á" * 20_000, "9999-12-31", "0001-01-01")
CHOSEN = ("", "9" * 30, "\0", "\ud800<x>")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    with quiet():
        yield


def attempts(form: Sent) -> Iterator[tuple[str, str]]:
    for name, kind in form.kinds.items():
        for value in BY_KIND.get(kind, TEXT if kind in TYPED else CHOSEN):
            yield name, value


def body(form: Sent, name: str, value: str) -> str:
    sent = form.filled(**{name: value})
    return urlencode([(written(key), written(each)) for key, values in sent.items() for each in values])


def test_every_field_of_every_form_takes_anything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browsers = windows(cast)
    furnish(cast)
    answers: Counter[int] = Counter()
    failures = []
    for form in forms_on(doors(cast, monkeypatch, browsers), browsers, ROLES):
        for name, value in attempts(form):
            status = ask(browsers[form.role], "post", form.address, body(form, name, value), FORM).status_code
            answers[status] += 1
            if status >= 500:
                failures.append(f"{status} {form.route} {form.role} {name}={value[:30]!r}")
    print(*failures, sep="\n")
    print(f"\n{answers.total()} forms sent: {dict(sorted(answers.items()))}")
    assert failures == []


def pages(known: list[Door]) -> Iterator[tuple[str, str]]:
    """Role and address of every page that is asked: each value once in each parameter.

    Our own parameters stand alone, for whoever is let in and for another role that is drawn by turns. The
    lists of Django's admin are one program for all models: theirs travel together, and the search and one
    more alone.
    """
    drawn = cycle(ROLES)
    for turn, door in enumerate(door for door in known if door.names):
        for number, value in enumerate(EVIL):
            alone: Iterable[str] = door.names
            if door.route == "admin:changelist":
                alone = dict.fromkeys(("q", door.names[(turn + number) % len(door.names)]))
                together = {name: EVIL[(number + place) % len(EVIL)] for place, name in enumerate(door.names)}
                yield door.role, door.with_query(together)
            for name in alone:
                address = door.with_query({name: value})
                yield from ((role, address) for role in {door.role, next(drawn)})


def test_every_parameter_takes_every_evil_value(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browsers = windows(cast)
    furnish(cast)
    answers: Counter[int] = Counter()
    failures = []
    for role, address in pages(list(doors(cast, monkeypatch, browsers))):
        status = ask(browsers[role], "get", address).status_code
        answers[status] += 1
        if status >= 500:
            failures.append(f"{status} {role} {address[:200]}")
    print(*failures, sep="\n")
    print(f"\n{answers.total()} pages asked: {dict(sorted(answers.items()))}")
    print(f"{process_time():.0f} s of processor")
    assert failures == []


def test_a_megabyte_in_any_text_field_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browsers = windows(cast)
    furnish(cast)
    answers: Counter[int] = Counter()
    taken = []
    for form in forms_on(doors(cast, monkeypatch, browsers), browsers, ROLES):
        for name in form.typed:
            sent = body(form, name, "x" * 1_000_000)
            status = ask(browsers[form.role], "post", form.address, sent, FORM).status_code
            answers[status] += 1
            if status < 400 or status >= 500:
                taken.append(f"{status} {form.route} {form.role} {name}")
    print(*taken, f"{answers.total()} forms sent: {dict(sorted(answers.items()))}", sep="\n")
    assert taken == []
