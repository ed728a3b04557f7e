"""Reading pages in tests."""

from __future__ import annotations

import html
import re

from django.test import Client

from tests.support.pdfs import flat


def page(browser: Client, address: str, status: int = 200) -> str:
    """The page as one line of HTML; its status must be `status`."""
    response = browser.get(address)
    assert response.status_code == status
    return flat(response.content.decode())


def field_in(text: str, name: str) -> str:
    """The value of the hidden or plain input `name` of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found is not None, name
    return html.unescape(found[1])
