"""News: kept as they are told, and merged into one mail when each person wants it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from mcig.mesa.middleware import current_mesa
from mcig.notices.actions import send, start_delivery, write
from mcig.notices.kinds import NEWS, PREFERENCES, Kind, Timing
from mcig.notices.letters import Addressee, Letter
from mcig.notices.models import Message, News
from mcig.notices.preference_links import preferences_link
from mcig.notices.queries import timings_of
from mcig.notices.rules import burst_is_over, latest_digest


@transaction.atomic
def tell(*, kind: Kind, to: Addressee, line: str, address: str) -> None:
    """Tell a person a piece of news: one sentence in their language, and the page that it is about.

    `address` is a path of this site or a complete address. A person without a mail address is told nothing,
    nor is one who does not want news of this kind. Effects: the news wait; a job merges and queues them.
    Raises `ValueError` for a kind about which people cannot choose.
    """
    if not kind.is_optional:
        raise ValueError(f"«{kind.name}» always leaves at once: it is sent or held, not told")
    mailbox = to.address.strip().lower()
    if not mailbox or timings_of(mailbox)[kind.name] is Timing.NEVER:
        return
    News.objects.create(
        address=mailbox,
        name=to.name,
        language=to.language,
        kind_name=kind.name,
        line=" ".join(line.split()),
        url=_complete(address),
    )


def take_back(*, kind: Kind, to: Addressee, address: str) -> bool:
    """Forget news of this kind about this page that a person was told and no mail carries yet.

    Returns whether there were any.
    """
    waiting = News.objects.filter(
        address=to.address.strip().lower(), kind_name=kind.name, url=_complete(address), message=None
    )
    count, _rows = waiting.delete()
    return count > 0


def _complete(address: str) -> str:
    return settings.PUBLIC_URL + address if address.startswith("/") else address


def merge(now: datetime | None = None) -> int:
    """Queue one mail for each person whose news are due, and give how many.

    Called each minute; after a downtime the digest that was missed leaves at once. The news are locked and
    tied to their message in one transaction, so none is told twice.
    """
    current_mesa()  # its clock says when Monday begins
    moment = timezone.localtime(now)
    waiting = News.objects.filter(message=None).values_list("address", flat=True)
    addresses = list(waiting.order_by("address").distinct())
    return sum(_merge_for(address, moment) for address in addresses)


@transaction.atomic
def _merge_for(address: str, now: datetime) -> int:
    locked = News.objects.select_for_update(skip_locked=True).filter(address=address, message=None)
    waiting = list(locked.order_by("told_at", "pk"))
    timings = timings_of(address)
    at_once = [each for each in waiting if timings.get(each.kind_name, Timing.NOW) is Timing.NOW]
    weekly = [each for each in waiting if timings.get(each.kind_name) is Timing.DIGEST]
    due = [each for each in weekly if each.told_at < latest_digest(now)]
    is_digest = bool(due)
    if at_once and burst_is_over(first=at_once[0].told_at, last=at_once[-1].told_at, now=now):
        due += at_once
    if not due:
        return 0
    message = _mail(due, is_digest=is_digest)
    News.objects.filter(pk__in=[each.pk for each in due]).update(message=message)
    start_delivery(message)
    return 1


def _mail(news: Sequence[News], *, is_digest: bool) -> Message:
    newest = max(news, key=lambda each: each.pk)
    preferences = preferences_link(newest)
    with override(newest.language):
        once = list({(each.kind_name, each.line, each.url): each for each in news}.values())
        context = {
            "mesa": current_mesa(),
            "name": newest.name,
            "news": once,
            "groups": _groups(once),
            "reasons": list(dict.fromkeys(str(each.kind.why) for each in once)),
            "is_digest": is_digest,
            "preferences": preferences,
        }
        subject = render_to_string("emails/notices/news_subject.txt", context)
        body = render_to_string("emails/notices/news_message.txt", context).strip()
    kinds = {each.kind for each in once}
    kind = kinds.pop() if len(kinds) == 1 else NEWS
    letter = Letter(newest.address, newest.name, newest.language, subject, body)
    (message,) = write([letter], kind, "", news=True)
    message.unsubscribe = preferences
    message.save(update_fields=["unsubscribe"])
    return message


def _groups(news: Sequence[News]) -> list[tuple[str, list[News]]]:
    groups: dict[str, list[News]] = {}
    for each in news:
        groups.setdefault(str(each.kind.label), []).append(each)
    return list(groups.items())


@transaction.atomic
def send_preferences_link(address: str) -> None:
    """Send an address (in lower case) that has received news a fresh link to choose what it receives."""
    latest = News.objects.filter(address=address).order_by("pk").last()
    if latest is None:
        return
    with override(latest.language):
        context = {"mesa": current_mesa(), "name": latest.name, "preferences": preferences_link(latest)}
        subject = render_to_string("emails/notices/preferences_subject.txt", context)
        body = render_to_string("emails/notices/preferences_message.txt", context).strip()
    send(Letter(address, latest.name, latest.language, subject, body), PREFERENCES)
