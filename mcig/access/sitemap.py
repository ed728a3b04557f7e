"""Every route with its declaration, our own and those of third parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from mcig.access.declaration import Declaration


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the site as `manage.py list_urls` prints it; `declaration` is None where it is missing."""

    route: str
    name: str
    declaration: Declaration | None


def declaration_of(callback: Callable[..., Any], match: ResolverMatch) -> Declaration | None:
    """The declaration of the view that `match` found: its own, or the third-party map's."""
    return getattr(callback, "declaration", None) or _third_party(match.url_name or "", match.namespaces)


def routes() -> tuple[Route, ...]:
    """All routes of the site, in the order of the site map."""
    return tuple(_walk(get_resolver().url_patterns, "/", ()))


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, namespaces: tuple[str, ...]
) -> Iterator[Route]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, route, inner)
            continue
        declaration = getattr(pattern.callback, "declaration", None)
        name = ":".join((*namespaces, pattern.name or ""))
        yield Route(route, name, declaration or _third_party(pattern.name or "", list(namespaces)))


def _third_party(name: str, namespaces: list[str]) -> Declaration | None:
    declared: dict[str, Declaration] = import_string("mcig.urls.THIRD_PARTY")
    if namespaces:
        return declared.get(f"{namespaces[0]}:")
    return declared.get(name)
