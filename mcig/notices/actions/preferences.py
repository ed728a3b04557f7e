"""What each person wants to receive, and what is kept on an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pgtrigger
from django.db import transaction
from django.db.models import Q

from mcig.notices.kinds import Timing
from mcig.notices.models import Enclosure, Message, MessageState, News, Preference

ANONYMOUS = "anonima@anonima.invalid"


@transaction.atomic
def choose(*, address: str, timings: Mapping[str, Timing]) -> None:
    """Keep when news of the named kinds reach an address (in lower case); other kinds stay as they are.

    Effects: news that wait and are no longer wanted are dropped.
    """
    for kind_name, timing in timings.items():
        Preference.objects.update_or_create(
            address=address, kind_name=kind_name, defaults={"timing": timing.value}
        )
    unwanted = [name for name, timing in timings.items() if timing is Timing.NEVER]
    News.objects.filter(address=address, message=None, kind_name__in=unwanted).delete()


@transaction.atomic
def forget(addresses: Iterable[str], *, label: str, names: Iterable[str] = ()) -> None:
    """Take what identifies a person out of messages, news and preferences. It cannot be undone.

    Effects: in messages to others that have left, each of `names` and addresses becomes `label`; of those to
    the person, address, name, subject, text, files and reason of failure of each message go, and what had not
    left yet never leaves; news and preferences are erased, in the history too.
    """
    wanted = {address.lower() for address in addresses}
    for message in Message.objects.filter(recipients__overlap=sorted(wanted)).select_for_update():
        message.recipients = [ANONYMOUS if each.lower() in wanted else each for each in message.recipients]
        message.subject, message.name = label, ""
        message.body, message.raw, message.failure, message.unsubscribe = "", b"", "", ""
        message.attachment_names = []
        if message.state == MessageState.QUEUED:
            message.state = MessageState.FAILED
        elif message.state == MessageState.HELD:
            message.state = MessageState.DISCARDED
        message.save()
        message.enclosures.all().delete()
    for word in filter(None, (*names, *wanted)):
        _rewrite(word, label)
    Enclosure.objects.filter(tied=None).delete()
    News.objects.filter(address__in=wanted).delete()
    Preference.objects.filter(address__in=wanted).delete()
    with pgtrigger.ignore("notices.PreferenceEvent:append_only"):
        events = Preference.pgh_event_model.objects  # type: ignore[attr-defined]
        events.filter(address__in=wanted).update(address=ANONYMOUS)


def _rewrite(word: str, label: str) -> None:
    """Put `label` in place of `word` in messages of others; one that still waits to leave keeps its text."""
    named = Q(subject__contains=word) | Q(body__contains=word) | Q(failure__contains=word)
    waiting = (MessageState.QUEUED, MessageState.HELD, MessageState.SENDING)
    for message in Message.objects.filter(named).exclude(state__in=waiting).select_for_update():
        message.subject = message.subject.replace(word, label)
        message.body = message.body.replace(word, label)
        message.failure, message.raw = message.failure.replace(word, label), b""
        message.save()
