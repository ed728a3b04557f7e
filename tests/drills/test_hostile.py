"""Everything that a hostile visitor can put into an address or a field, in every role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.support.cast import ROLES, Cast
from tests.support.forms import TYPED, Sent, forms_on
from tests.support.hostile import EVIL, ask, doors, furnish, quiet, windows, written

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


def test_every_parameter_takes_every_evil_value_in_every_role(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browsers = windows(cast)
    furnish(cast)
    answers: Counter[int] = Counter()
    failures = []
    for door in doors(cast, monkeypatch, browsers):
        for number, value in enumerate(EVIL * bool(door.names)):
            for place, name in enumerate(door.names):
                for role in {door.role, ROLES[(number + place) % len(ROLES)]}:
                    status = ask(browsers[role], "get", door.with_query(name, value)).status_code
                    answers[status] += 1
                    if status >= 500:
                        failures.append(f"{status} {role} {door.address} {name}={value[:30]!r}")
    print(*failures, sep="\n")
    print(f"\n{answers.total()} pages asked: {dict(sorted(answers.items()))}")
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
