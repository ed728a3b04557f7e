"""The page of the search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from mcig.access import ActorRequest
from mcig.search.sources import MOST, search
from mcig.words import MOST_LETTERS


def search_page(request: ActorRequest) -> HttpResponse:
    """What was found of `q`, grouped; `en` shows one group alone."""
    words = request.GET.get("q", "").strip()[:MOST_LETTERS]
    only = request.GET.get("en", "")
    groups = search(request.actor, words, only) if words else []
    is_alone = [group.source.slug for group in groups] == [only]
    context = {"words": words, "groups": groups, "only": is_alone, "most": MOST}
    return render(request, "search/results.html", context)
