"""Markdown in a template: `{{ text|markdown }}`; `{{ text|markdown:2 }}` begins its headings at h2."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from mcig.web.markdown import to_html

register = template.Library()


@register.filter
def markdown(text: str, top: int = 4) -> SafeString:
    """The text as HTML, its highest heading as `h<top>`."""
    return to_html(text, top=top)
