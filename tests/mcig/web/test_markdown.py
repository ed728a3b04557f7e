"""Markdown becomes HTML that does nothing but show text."""

from __future__ import annotations

import pytest

from mcig.web.markdown import to_html


def test_what_people_write() -> None:
    text = "Se **adopta** el *plan*:\n\n- uno\n- dos\n\n1. primero\n2. segundo"
    assert to_html(text) == (
        "<p>Se <strong>adopta</strong> el <em>plan</em>:</p>\n"
        "<ul>\n<li>uno</li>\n<li>dos</li>\n</ul>\n"
        "<ol>\n<li>primero</li>\n<li>segundo</li>\n</ol>\n"
    )


def test_headings_stay_below_those_of_the_page() -> None:
    assert to_html("# Uno\n\n## Dos\n\n###### Seis") == "<h4>Uno</h4>\n<h5>Dos</h5>\n<h6>Seis</h6>\n"


def test_a_line_break_stays_one() -> None:
    assert to_html("una\ndos") == "<p>una<br>\ndos</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<b onclick='x()'>a</b>", "<p>&lt;b onclick='x()'&gt;a&lt;/b&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        (
            "![a](https://otro.example/x.png)",
            '<p>!<a href="https://otro.example/x.png" rel="noopener noreferrer">a</a></p>\n',
        ),
    ],
)
def test_nothing_acts_and_nothing_is_fetched(text: str, html: str) -> None:
    assert to_html(text) == html
