"""The template tags and the pages that must render when everything else is away."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string

from mcig.web.style import samples
from mcig.web.templatetags.components import icon

ALONE = (400, 413, 500, 503, 507)
FRAMED = (403, 404, 409, 429)


def test_icon_is_hidden_from_assistive_technology() -> None:
    drawing = icon("download")
    assert drawing.startswith('<svg class="icon" aria-hidden="true"')
    assert "<path" in drawing


@pytest.mark.parametrize("name", ["no-such-icon", "../LICENSE", "Download"])
def test_icon_refuses_a_name_that_is_not_vendored(name: str) -> None:
    with pytest.raises(LookupError, match="no vendored icon"):
        icon(name)


def test_component_sees_its_parameters_and_nothing_of_the_page() -> None:
    page = Template('{% component "notice" kind="info" %}<p>{{ title }}</p>{% endcomponent %}')
    shown = page.render(Context({"title": "<b>de la página</b>"}))
    assert "notice-title" not in shown
    assert "<p>&lt;b&gt;de la página&lt;/b&gt;</p>" in shown


def test_version_conflict_escapes_both_texts() -> None:
    texts = [{"label": "Resultado", "name": "result", "yours": "<i>uno", "theirs": "<script>dos"}]
    shown = render_to_string("components/version-conflict.html", {"fields": texts})
    assert "&lt;i&gt;uno" in shown
    assert "&lt;script&gt;dos" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("code", ALONE)
def test_standalone_error_page_needs_no_context(code: int) -> None:
    shown = render_to_string(f"errors/{code}.html")
    assert shown.count("<h1>") == 1
    assert "data-error" in shown


@pytest.mark.parametrize("code", ALONE + FRAMED)
def test_error_page_has_a_notice_for_htmx(code: int) -> None:
    shown = render_to_string(f"errors/{code}.html#notice")
    assert shown.count('class="notice ') == 1
    assert "<html" not in shown


def test_style_page_has_no_inline_code() -> None:
    context = Context(samples())
    context.request = HttpRequest()  # type: ignore[attr-defined]  # {% querystring %} reads it there
    shown = Template('{% extends "web/style.html" %}').render(context)
    assert " style=" not in shown
    assert " onclick=" not in shown
    assert "<script>" not in shown
