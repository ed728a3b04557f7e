"""Two template tags: `{% icon %}` and `{% component %}`; a template needs no `{% load %}` for them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from pathlib import Path

    from django.template.context import Context

register = template.Library()

SVG = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FRAME = (
    '<svg class="icon" aria-hidden="true" focusable="false" width="24" height="24" viewBox="0 0 24 24"'
    ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
    "{}</svg>"
)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """The Lucide icon `name` as inline SVG, hidden from assistive technology: words stand beside it.

    Empty for an empty name. Raises `LookupError` when the icon is not among the vendored ones.
    """
    if not name:
        return SafeString("")
    folder: Path = settings.ROOT / "static" / "vendor" / "lucide" / "icons"
    path = folder / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        raise LookupError(f"no vendored icon is called {name!r}")
    drawing = SVG.search(path.read_text(encoding="utf-8"))
    if drawing is None:
        raise LookupError(f"{path} is not an SVG file")
    return mark_safe(FRAME.format(" ".join(drawing[1].split())))  # noqa: S308 our own committed file


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: str, name: str, **values: object) -> str:
    """Render `components/<name>.html` around the enclosed markup, which it shows as `content`.

    The component sees its parameters and the CSRF token, nothing else of the page: a variable of the
    page that happens to be called `title` must not appear in it.
    """
    inner = context.new({"content": content, "csrf_token": context.get("csrf_token"), **values})
    return template.Engine.get_default().get_template(f"components/{name}.html").render(inner)
