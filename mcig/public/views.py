"""The public face: its pages and its files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.public.answers import LANGUAGES, cacheable, face, page
from mcig.public.feed import atom, newest
from mcig.public.parts import Entry, Part, part_of, parts
from mcig.web.numbers import whole_number

PER_PAGE = 50
NEWEST_AT_HOME = 6


def frame(request: ActorRequest, language: str, title: str, name: str, **kwargs: Any) -> dict[str, Any]:
    """What every page shows around its content; `name` and `kwargs` are its own address."""
    assert request.mesa is not None
    query = f"?pagina={number}" if (number := kwargs.pop("number", 1)) > 1 else ""
    addresses = [
        (each, settings.PUBLIC_URL + reverse(name, kwargs={"language": each, **kwargs}) + query)
        for each in LANGUAGES
    ]
    return {
        "mesa": request.mesa,
        "language": language,
        "title": title,
        "addresses": addresses,
        "home": reverse("public-home", args=[language]),
        "feed": reverse("public-feed", args=[language]),
        "data": reverse("public-data", args=[language]),
        "menu": [(each.title, _address(language, each), each.slug) for each in parts()],
        "demonstration": settings.DEMONSTRATION_DATA,
    }


def _address(language: str, part: Part[Any], key: str = "") -> str:
    if key:
        return reverse("public-entry", args=[language, part.slug, key])
    return reverse("public-part", args=[language, part.slug])


def linked(language: str, part: Part[Any], entries: list[Entry]) -> list[dict[str, Any]]:
    """Entries with the address of their page, where they have one, and those of their files."""
    return [
        {
            "entry": each,
            "address": _address(language, part, each.key) if part.template else "",
            "files": [
                (file, reverse("public-file", args=[language, part.slug, each.key, file.name]))
                for file in each.files
            ],
        }
        for each in entries
    ]


def public_start(request: ActorRequest) -> HttpResponseBase:
    """Without a language in the address: on to Spanish."""
    if not (request.mesa and request.mesa.public_face):
        raise Http404
    return cacheable(request, redirect("public-home", LANGUAGES[0]))


@face
def public_home(request: ActorRequest, language: str) -> HttpResponse:
    """Who the mesa is, what it shows, and what is new."""
    counted = [(each, _address(language, each), each.count()) for each in parts()]
    news = [(part, linked(language, part, [entry])[0]) for part, entry in newest(NEWEST_AT_HOME)]
    context = frame(request, language, request.mesa.full_name if request.mesa else "", "public-home")
    return page("public/home.html", context | {"parts": counted, "news": news})


@face
def public_part(request: ActorRequest, language: str, slug: str) -> HttpResponse:
    """One kind of things, listed."""
    part = _part(slug)
    asked = whole_number(request.GET.get("pagina", "1"))
    pages = Paginator(part.rows(), PER_PAGE)
    if asked is None or not 1 <= asked <= pages.num_pages:
        raise Http404
    listed = pages.page(asked)
    context = frame(request, language, str(part.title), "public-part", slug=slug, number=asked)
    told = linked(language, part, part.entries(listed.object_list))
    return page("public/part.html", context | {"part": part, "rows": told, "page": listed, "current": slug})


@face
def public_entry(request: ActorRequest, language: str, slug: str, key: str) -> HttpResponse:
    """One thing on a page of its own."""
    part = _part(slug)
    row = part.row(key) if part.template else None
    if row is None:
        raise Http404
    told = linked(language, part, part.entries([row]))[0]
    context = frame(request, language, told["entry"].title, "public-entry", slug=slug, key=key)
    context |= {"part": part, "part_address": _address(language, part), "current": slug}
    return page(part.template, context | told | part.page(row))


@face
def public_file(request: ActorRequest, language: str, slug: str, key: str, name: str) -> HttpResponseBase:
    """A file of an entry, as a download."""
    part = _part(slug)
    row = part.row(key)
    given = part.give(request, row, name) if row is not None else None
    if given is None:
        raise Http404
    return given


@face
def public_data(request: ActorRequest, language: str) -> HttpResponse:
    """Which open data there are."""
    listed = [
        (
            part,
            [
                (suffix, reverse("public-data-file", args=[language, part.slug, suffix]))
                for suffix in part.data()
            ],
        )
        for part in parts()
    ]
    context = frame(request, language, _("Datos abiertos"), "public-data")
    return page("public/data.html", context | {"files": listed, "current": "datos"})


@face
def public_data_file(request: ActorRequest, language: str, slug: str, suffix: str) -> HttpResponse:
    """The open data of one kind of things."""
    file = _part(slug).data().get(suffix)
    if file is None:
        raise Http404
    return HttpResponse(
        file.content(),
        content_type=file.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{slug}-{language}.{suffix}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@face
def public_feed(request: ActorRequest, language: str) -> HttpResponse:
    """What is new, for whoever follows it."""
    assert request.mesa is not None
    return HttpResponse(atom(request.mesa, language), content_type="application/atom+xml; charset=utf-8")


@face
def public_sitemap(request: ActorRequest, language: str) -> HttpResponse:
    """Every page of the face in one language, for search engines."""
    pages = [reverse("public-home", args=[language]), reverse("public-data", args=[language])]
    for part in parts():
        pages.append(_address(language, part))
        if part.template:
            pages += [
                _address(language, part, each.key) for each in part.entries(part.rows()[:MOST_IN_SITEMAP])
            ]
    context = {"pages": [settings.PUBLIC_URL + each for each in pages]}
    response = page("public/sitemap.xml", context)
    response["Content-Type"] = "application/xml; charset=utf-8"
    return response


MOST_IN_SITEMAP = 5_000


def robots(request: ActorRequest) -> HttpResponseBase:
    """What search engines may read: the public face while it is on, and nothing else ever."""
    lines = ["User-agent: *", "Disallow: /"]
    if request.mesa and request.mesa.public_face:
        sitemaps = [reverse("public-sitemap", args=[each]) for each in LANGUAGES]
        lines += [f"Allow: {reverse('public-start')}", f"Allow: {settings.STATIC_URL}"]
        lines += [f"Sitemap: {settings.PUBLIC_URL}{each}" for each in sitemaps]
    return cacheable(request, HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


def _part(slug: str) -> Part[Any]:
    part = part_of(slug)
    if part is None:
        raise Http404
    return part
