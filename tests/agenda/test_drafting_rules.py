"""Paragraphs from notes, and Markdown from what Word puts on the clipboard."""

from __future__ import annotations

from agenda.rules.drafting import Drafted, markdown_of, paragraphs_of

CODES = {"CL": 1, "FR": 2}


def test_blank_lines_part_paragraphs_and_a_code_says_who_speaks() -> None:
    notes = "CL: abre la sesión.\nAgradece.\n\n\nSe conversa.\n \nXX: desconocido.\n\nFR:\n\n"
    assert paragraphs_of(notes, CODES) == [
        Drafted("Abre la sesión.\nAgradece.", "CL"),
        Drafted("Se conversa.", ""),
        Drafted("XX: desconocido.", ""),
        Drafted("FR:", ""),
    ]
    assert paragraphs_of(" \n\n ", CODES) == []


def test_word_keeps_its_words_bold_and_lists_and_loses_the_rest() -> None:
    html = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style>
    <script>alert('hola')</script><!-- comentario --></head><body>
    <h2>Sistema de&nbsp;cuidados</h2>
    <p class=MsoNormal>Se <b>adopta</b> el <i>plan</i><span style='color:red'> 2024</span>.<o:p></o:p></p>
    <p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Uno</p>
    <p class=MsoListParagraphCxSpLast><span style='mso-list: Ignore'>·<span>&nbsp;</span></span>Dos</p>
    <p class=MsoListParagraph><span style="mso-list:Ignore">1.<span>&nbsp;</span></span>Primero</p>
    <img src="https://otro.example/rastreo.png" onerror="alert(1)"></body></html>"""
    assert markdown_of(html) == (
        "**Sistema de cuidados**\n\nSe **adopta** el *plan* 2024.\n\n- Uno\n- Dos\n1. Primero"
    )


def test_lists_of_the_web_keep_their_order_and_depth() -> None:
    html = "<p>Así:</p><ol><li>uno<ul><li>dentro</li></ul></li><li>dos</li></ol><p>Fin</p>"
    assert markdown_of(html) == "Así:\n\n1. uno\n   - dentro\n2. dos\n\nFin"


def test_emphasis_stands_close_to_its_words() -> None:
    assert markdown_of("<p>a<b> b </b>c <strong></strong><em>d</em></p>") == "a **b** c *d*"


def test_what_means_something_in_markdown_is_only_a_character() -> None:
    assert markdown_of("<p>5 * 3 y [nota] y a_b</p>") == r"5 \* 3 y \[nota\] y a\_b"


def test_a_table_becomes_lines() -> None:
    html = "<table><tr><td>País</td><td>Monto</td></tr><tr><td>Chile</td><td>10</td></tr></table>"
    assert markdown_of(html) == "País · Monto\n\nChile · 10"
