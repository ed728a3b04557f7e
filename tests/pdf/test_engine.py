from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from datetime import date
from multiprocessing import active_children
from pathlib import Path

import pytest
from django.conf import settings

from mcig.pdf import qr_code, without_scheme
from mcig.pdf.fetcher import ORIGIN, StaticFiles
from mcig.pdf.press import press
from mcig.pdf.pressroom import PressFailed, pressroom
from tests.support.service import wait_for


def test_the_fetcher_gives_bundled_static_files() -> None:
    response = StaticFiles().fetch(ORIGIN + "css/ficha.css")

    assert response.read() == (settings.ROOT / "static" / "css" / "ficha.css").read_bytes()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        f"file://{Path(__file__).resolve()}",
        "http://169.254.169.254/latest/meta-data/",
        "https://mesa.example/",
        "ftp://mesa.example/",
        "data:text/plain,hola",
        ORIGIN,
        ORIGIN + "../mcig/settings.py",
        ORIGIN + "%2e%2e/mcig/settings.py",
        ORIGIN + "css/none.css",
        "https://static.invalid.evil.example/css/ficha.css",
        "css/ficha.css",
    ],
)
def test_the_fetcher_refuses_everything_else(address: str) -> None:
    with pytest.raises(PermissionError):
        StaticFiles().fetch(address)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/", "data:image/png;base64,AA=="]
)
def test_a_document_that_names_another_file_is_not_printed(address: str) -> None:
    html = f'<html lang="es"><title>x</title><img alt="x" src="{address}">'

    with pytest.raises(LookupError, match=re.escape(address[:20])):
        press().print(html, stylesheet="css/ficha.css", on=date(2026, 1, 1), attachments=())


def printed(title: str) -> bytes:
    html = f'<html lang="es"><title>{title}</title><p>{title}</p>'
    pdf, seconds = pressroom.print(
        html, stylesheet="css/ficha.css", on=date(2026, 1, 1), attachments=(), pictures=None
    )
    assert seconds > 0
    return pdf


def test_a_press_that_is_killed_is_replaced_and_prints_the_same() -> None:
    first = printed("Ficha")
    killed = active_children()
    assert len(killed) == settings.PRESSES
    for each in killed:
        each.kill()
    assert printed("Ficha") == first
    assert set(active_children()).isdisjoint(killed)


def test_a_press_that_hangs_is_ended_and_others_print(monkeypatch: pytest.MonkeyPatch) -> None:
    first = printed("Ficha")
    hanging = active_children()
    for each in hanging:
        os.kill(each.pid or 0, signal.SIGSTOP)
    monkeypatch.setattr("mcig.pdf.pressroom.LONGEST_SECONDS", 0.2)
    with pytest.raises(PressFailed):
        printed("Otra")
    monkeypatch.undo()
    assert printed("Ficha") == first
    assert set(active_children()).isdisjoint(hanging)


def test_what_a_press_refuses_leaves_it_at_work() -> None:
    before = printed("Ficha"), [each.pid for each in active_children()]
    with pytest.raises(LookupError):
        printed('<img alt="" src="file:///etc/passwd">')
    assert (printed("Ficha"), [each.pid for each in active_children()]) == before


def test_a_press_ends_with_whoever_started_it() -> None:
    code = (
        "import django; django.setup()\n"
        "from datetime import date; from mcig.pdf.pressroom import pressroom\n"
        "from multiprocessing import active_children; import sys\n"
        "pressroom.print('<p>x', stylesheet='css/ficha.css', on=date(2026, 1, 1), attachments=())\n"
        "print(active_children()[0].pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        press_id = int(parent.stdout.readline())
        parent.kill()
    wait_for(lambda: not _runs(press_id), "the press ends")


def _runs(pid: int) -> bool:
    """Whether the process is there and not just waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_web_server_does_not_load_the_printer_before_it_prints() -> None:
    code = "import django, sys; django.setup(); import projects.pdf; sys.exit('weasyprint' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=settings.ROOT, check=False)

    assert done.returncode == 0


def test_a_qr_code_is_plain_svg_with_a_title() -> None:
    svg = qr_code("https://mesa.example/verificar/BCDF/", title="Ver <esto>")

    assert svg.startswith('<svg viewBox="0 0 29 29" class="qr"><title>Ver &lt;esto&gt;</title><path')
    assert "style" not in svg


def test_an_address_is_printed_without_its_scheme() -> None:
    assert without_scheme("https://mesa.example/verificar/BCDF/") == "mesa.example/verificar/BCDF/"
