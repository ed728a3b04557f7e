"""What the desk of an agenda costs, and the memory that a folder takes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.test import Client
from django.test.utils import override_settings

from bench.measure import Line, medians, milliseconds, wall
from bench.memory import MEGABYTE, alone

if TYPE_CHECKING:
    from mcig.accounts.models import User

ITEMS = 60
PAPERS, PAGES, PAPER_BYTES = 30, 10, 500_000


def lines(rounds: int, repeat: int) -> Iterator[Line]:
    """All lines about the agenda; needs `pages.database()` with the cast in it."""
    from mcig.accounts.models import User  # noqa: PLC0415 - after django.setup()
    from tests.support.cast import sign_in  # noqa: PLC0415

    with (
        TemporaryDirectory() as files,
        override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False, MEDIA_ROOT=files),
    ):
        secretary = User.objects.get(email="secretaria@mcig.example")
        meeting = _meeting(secretary, ITEMS)
        yield from _reorder(sign_in(Client(), secretary), meeting, rounds, repeat)
        yield _folder(secretary, meeting, files)


def _meeting(secretary: User, count: int) -> int:
    from agenda.models import Item, Meeting  # noqa: PLC0415 - after django.setup()

    made = Meeting.objects.create(title="Sesenta", time_zone="America/Mexico_City", created_by=secretary)
    for place in range(count):
        Item.objects.create(meeting=made, title=f"Punto {place}", minutes=5, position=place + 1)
    return made.pk


def _reorder(client: Client, meeting: int, rounds: int, repeat: int) -> Iterator[Line]:
    """From the first place to the last: every row changes, and the board is drawn anew."""
    from agenda.models import Item  # noqa: PLC0415 - after django.setup()

    address = f"/reuniones/{meeting}/orden-del-dia/"

    def reorder() -> None:
        keys = list(Item.objects.filter(meeting=meeting).order_by("position").values_list("pk", flat=True))
        data = {"item": keys[0], "lane": "accepted", "after": keys[-1]}
        answer = client.post(f"{address}colocar/", data, headers={"HX-Request": "true"})
        assert answer.status_code == 200, answer.status_code

    def show() -> None:
        assert client.get(address).status_code == 200

    show()
    found = medians({"reorder": reorder, "page": show}, rounds=rounds, repeat=repeat, clock=wall)
    note = milliseconds(**found)
    yield Line(f"moving the first of {ITEMS} items to the end", found["reorder"] * 1000, 150, "ms", note=note)
    yield Line("the same against the page of the desk", found["reorder"] / found["page"], 3, "×", note=note)


def _paper() -> bytes:
    """Ten pages, and as many bytes as a scan."""
    from pypdf import PdfWriter  # noqa: PLC0415
    from pypdf.generic import NameObject, StreamObject  # noqa: PLC0415

    writer, out = PdfWriter(), BytesIO()
    for _page in range(PAGES):
        page = writer.add_blank_page(595, 842)
        stream = StreamObject()
        stream.set_data(
            b"% " + os.urandom(PAPER_BYTES // PAGES).replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"
        )
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(out)
    return out.getvalue()


def _folder(secretary: User, meeting: int, files: str) -> Line:
    """The peak of a process that does nothing else: it starts, joins and ends."""
    from agenda.actions.folders import ask_for_folder  # noqa: PLC0415 - after django.setup()
    from agenda.actions.papers import add_papers  # noqa: PLC0415
    from agenda.actions.publishing import publish  # noqa: PLC0415
    from agenda.models import Meeting  # noqa: PLC0415
    from agenda.queries.desk import newest_step  # noqa: PLC0415
    from mcig.access import actor_for  # noqa: PLC0415
    from mcig.files.actions import Checked  # noqa: PLC0415
    from mcig.files.kinds import Kind  # noqa: PLC0415
    from tests.support.cast import TODAY  # noqa: PLC0415

    actor, made = actor_for(secretary, TODAY), Meeting.objects.get(pk=meeting)
    papers = [Checked(f"documento-{number}.pdf", Kind.PDF, _paper()) for number in range(PAPERS)]
    add_papers(actor=actor, meeting=made, files=papers, level="members")
    publish(actor=actor, meeting=made, version=made.version, seen=newest_step(made))
    folder = ask_for_folder(actor=actor, meeting=made, language="es")
    (seconds, state), peak = alone(_join, folder.pk, files)
    assert state == "ready", state
    note = f"{PAPERS} papers of {PAGES} pages and {PAPER_BYTES // 1000} kB in {seconds:.1f} s"
    return Line("peak memory of a process that makes a folder", peak / MEGABYTE, 300, "MB", note=note)


def _join(folder: int, files: str) -> tuple[float, str]:
    """In a fresh process: make a folder; give the seconds and its state."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup()

    settings.MEDIA_ROOT = files
    from agenda.actions import joining  # noqa: PLC0415
    from agenda.models import Folder  # noqa: PLC0415

    start = time.perf_counter()
    joining.make(folder_id=folder)
    seconds = time.perf_counter() - start
    return seconds, Folder.objects.get(pk=folder).state
