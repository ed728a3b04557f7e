"""The address of the page where a recipient of news chooses what to receive."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.notices.models import News

PURPOSE = "notices"
LIFE = timedelta(days=180)


def preferences_link(news: News) -> str:
    """A personal link for the recipient of the news; it lives half a year."""
    subject = Subject(PURPOSE, str(news.pk), seat_key=0, holder_key=0)
    return create_link(subject=subject, expires_at=timezone.now() + LIFE)


def address_behind(object_key: str) -> str | None:
    """The address for which a link was made; None when it has been forgotten."""
    return News.objects.filter(pk=object_key).values_list("address", flat=True).first()
