"""What a form says that it was made from is a stranger's text."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from mcig.web.form_merging import read_base


def posted(base: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data["base"] = base
    return data


@pytest.mark.parametrize(
    "base", ["", "null", "[]", "7", "{", "[" * 10_000, '{"a":' * 1_000, "9" * 9_000, '"\ud800"', "NaN"]
)
def test_a_base_that_is_none_is_none(base: str) -> None:
    assert read_base(posted(base)) == {}


def test_a_base_is_read() -> None:
    assert read_base(posted('{"name": "abc", "place": 7}')) == {"name": "abc", "place": "7"}
