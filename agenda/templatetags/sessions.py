"""Times of a session as a clock shows them."""

from __future__ import annotations

from django import template

register = template.Library()
MINUTE, HOUR = 60, 3600
MINUS = "−"


@register.filter
def clock(seconds: int) -> str:
    """«4:05», «1:02:09», «−0:30»."""
    sign, rest = (MINUS if seconds < 0 else ""), abs(seconds)
    hours, minutes = rest // HOUR, rest % HOUR // MINUTE
    tail = f"{rest % MINUTE:02d}"
    return f"{sign}{hours}:{minutes:02d}:{tail}" if hours else f"{sign}{minutes}:{tail}"
