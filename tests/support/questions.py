"""What a view asks of a request: the names of the parameters that it reads, heard while it reads them.

No list is kept by hand: whatever a view, a form or a filter asks for is known from the moment it asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property

# Names that the frame asks of every request, and that decide who asks, not what.
OF_THE_FRAME = frozenset({"csrfmiddlewaretoken"})


class Listening(QueryDict):
    """A query or a posted form that remembers what it was asked for."""

    asked: set[str] = set()  # of a copy, whose questions are the page's own

    @classmethod
    def of(cls, data: QueryDict, asked: set[str]) -> Listening:
        made = cls("", mutable=True, encoding=data.encoding)
        made.asked = asked
        for name, values in data.lists():
            made.setlist(name, values)
        made._mutable = False
        return made

    def __getitem__(self, key: Any) -> Any:
        self.asked.add(str(key))
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self.asked.add(str(key))
        return super().get(key, default)

    def getlist(self, key: Any, default: Any = None) -> Any:
        self.asked.add(str(key))
        return super().getlist(key, default)

    def dict(self) -> Any:
        return Noted(super().dict(), self.asked)


class Noted(dict[str, str]):
    """The plain dictionary of a query, which listens too."""

    def __init__(self, data: Any, asked: set[str]) -> None:
        super().__init__(data)
        self.asked = asked

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


@contextmanager
def listening(patch: pytest.MonkeyPatch, source: str) -> Iterator[set[str]]:
    """Collect the names that are asked of `request.GET` or `request.POST` meanwhile."""
    asked: set[str] = set()
    plain: Any = getattr(WSGIRequest, source)

    def read(request: WSGIRequest) -> Listening:
        # Django caches the one and computes the other.
        known = plain.func(request) if isinstance(plain, cached_property) else plain.fget(request)
        return Listening.of(known, asked)

    with patch.context() as while_listening:
        while_listening.setattr(WSGIRequest, source, property(read, getattr(plain, "fset", None)))
        yield asked
    asked -= OF_THE_FRAME
