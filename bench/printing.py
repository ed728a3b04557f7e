"""How fast a ficha is printed, beside the library used without care and beside a browser."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from bench.fichas import TYPICAL
from bench.measure import Line, medians, milliseconds, wall
from mcig.documents.actions import Reference
from projects.pdf import TEMPLATE, ficha_context, ficha_pdf
from projects.rules import Ficha

REFERENCE = Reference("2026-0042", "https://mesa.example/verificar/BCDFGHJKMNPQ/")
SHEETS = ("css/fonts.css", "css/ficha.css")


def _known(content: Ficha) -> dict[str, Any]:
    return {
        "content": content,
        "code": "CL-2023-01",
        "on": date(2026, 5, 12),
        "language": "es",
        "version": 3,
        "reference": REFERENCE,
    }


def print_one(content: Ficha = TYPICAL) -> bytes:
    return ficha_pdf(**_known(content))


def page_of_its_own(sheets: tuple[str, ...] = SHEETS) -> str:
    """The same HTML as anybody would write it: with links to its stylesheets."""
    links = "".join(f'<link rel="stylesheet" href="{_static(sheet)}">' for sheet in sheets)
    html = render_to_string(TEMPLATE, ficha_context(**_known(TYPICAL)))
    return html.replace("</head>", f"{links}</head>")


def _static(path: str) -> str:
    return (settings.ROOT / "static" / path).as_uri()


def naive(sheets: tuple[str, ...] = SHEETS) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 - as late as the application loads it

    pdf: bytes = HTML(string=page_of_its_own(sheets)).write_pdf()
    return pdf


def against_naive(rounds: int) -> Iterator[Line]:
    """PDF/UA with its data inside, against what the library gives for the same page without tags."""
    subjects: dict[str, Callable[[], object]] = {
        "ours": print_one,
        "naive": naive,
        "plain": lambda: naive(SHEETS[1:]),
    }
    medians(subjects, rounds=1)
    took = medians(subjects, rounds=rounds)
    ours = took["ours"]
    yield Line(
        "ficha as PDF/UA-1 against a naive PDF of the same HTML",
        ours / took["naive"],
        0.85,
        "×",
        note=milliseconds(ours=ours, naive=took["naive"]),
    )
    yield Line(
        "the same, the naive one without web fonts to unpack",
        ours / took["plain"],
        0.85,
        "×",
        note=milliseconds(ours=ours, naive=took["plain"]),
    )


def against_chromium(rounds: int) -> Line:
    """Against a browser that is started for each print with an empty profile."""
    name, goal = "ficha as PDF/UA-1 against a cold headless Chromium", 1 / 8
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        return Line(name, None, goal, "×", note="skipped: no Chromium on this machine")
    took = medians(
        {"ours": print_one, "chromium": lambda: _chromium_prints(browser)}, rounds=rounds, clock=wall
    )
    return Line(name, took["ours"] / took["chromium"], goal, "×", note=milliseconds(**took))


def _chromium_prints(browser: str) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page, pdf = Path(folder, "ficha.html"), Path(folder, "ficha.pdf")
        page.write_text(page_of_its_own(), encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        subprocess.run(
            [browser, *options, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert pdf.read_bytes().startswith(b"%PDF-")
