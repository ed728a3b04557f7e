"""Calendar files and feeds: what a person puts into their own calendar."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.db import connection, transaction
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from agenda.actions import feeds as actions
from agenda.formats.entries import Party, feed, single
from agenda.models import CalendarFeed, Meeting
from agenda.queries import answers
from agenda.queries import calendars as queries
from agenda.views.meetings import visible
from mcig.access import PARTICIPANTS, ActorRequest, actor_for
from mcig.access.network import network_address
from mcig.links.limits import too_many
from mcig.links.tokens import digest_of
from mcig.mesa.middleware import current_mesa
from mcig.web.errors import too_many_requests

FORMAT = "formato"
CALENDAR = "ics"
FETCHES_PER_MINUTE = 60


def asks_for_calendar(request: ActorRequest) -> bool:
    """Whether a personal link was asked for its calendar file."""
    return request.method != "POST" and request.GET.get(FORMAT) == CALENDAR


def invitation_file(meeting: Meeting, *, address: str, name: str) -> HttpResponse:
    """The calendar file of an invited person, as in their letter."""
    if meeting.starts_at is None:
        raise Http404
    content = queries.invitation_of(meeting, Party(address, name), get_language() or "es")
    return _file(content, f"reunion-{meeting.pk}.ics")


def meeting_calendar(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The calendar file of a meeting: an invitation for who is convened, else the entry alone."""
    meeting = visible(request.actor, pk)
    if meeting.starts_at is None or meeting.announced_at is None:
        raise Http404
    if answers.own_seat(request.actor, meeting) is not None:
        return invitation_file(meeting, address=request.actor.account.email, name=request.actor.account.name)
    content = single(queries.entry_of(meeting, revised_at=timezone.now()))
    return _file(content, f"reunion-{meeting.pk}.ics")


def calendar_feeds(request: ActorRequest) -> HttpResponseBase:
    """The addresses of the actor's calendars; the button makes one, or renews it, and shows it this once."""
    address = ""
    if request.method == "POST":
        theme = request.POST.get("theme", "")
        chosen = get_object_or_404(queries.offered_themes(), slug=theme) if theme else None
        address = actions.open_feed(actor=request.actor, theme=chosen)
    context = {
        "choices": queries.feed_choices(request.actor),
        "address": address,
        "subscription": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
    }
    return render(request, "agenda/calendars/feeds.html", context)


def calendar_feed_revoke(request: ActorRequest, pk: int) -> HttpResponseBase:
    feed_row = get_object_or_404(CalendarFeed, pk=pk, user=request.actor.account)
    actions.revoke_feed(actor=request.actor, feed=feed_row)
    messages.success(
        request, _("La dirección quedó anulada: los calendarios que la leen ya no se actualizan.")
    )
    return redirect("calendar-feeds")


def calendar_feed(request: ActorRequest, token: str) -> HttpResponseBase:
    """What a calendar program reads. An unknown address, a revoked one and an ended right answer alike."""
    if too_many("feed", network_address(request), limit=FETCHES_PER_MINUTE):
        return too_many_requests(request)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        content = _content_of(token)
        transaction.set_rollback(True)
    if content is None:
        raise Http404
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response: HttpResponse = _file(content, _("reuniones.ics"))
    if etag in (known := parse_etags(request.headers.get("If-None-Match", ""))) or "*" in known:
        response = HttpResponseNotModified()
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _content_of(token: str) -> bytes | None:
    """The feed behind an address in its owner's language, by the owner's rights of today; None for none."""
    mesa = current_mesa()
    digest = digest_of(token)
    found = (
        CalendarFeed.objects.filter(digest=digest, revoked_at=None).select_related("user", "theme").first()
    )
    if digest is None or found is None:
        return None
    with override(found.user.language):
        actor = actor_for(found.user, timezone.localdate())
        if not actor.holds(*PARTICIPANTS):
            return None
        name = queries.feed_name(mesa, found.theme)
        return feed(queries.listed_for(actor, found.theme), name=name)


def _file(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    patch_cache_control(response, private=True, no_cache=True)
    return response
