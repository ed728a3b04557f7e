"""Documents of consultations and of mandates for tests."""

from __future__ import annotations

from mcig.files.actions import check
from members.actions.papers import attach
from members.queries.papers import AnyPaper, Owner, papers_of
from tests.support.cast import Cast
from tests.support.files import pdf, upload


def attached(cast: Cast, owner: Owner, *names: str, title: str = "") -> list[AnyPaper]:
    """PDFs of these names, which the secretariat adds; each has as many pages as its place says."""
    files = [check(upload(name, pdf(pages=place))) for place, name in enumerate(names, start=1)]
    return attach(actor=cast.actor("secretary"), owner=owner, files=files, title=title)


def paper_in(owner: Owner) -> int:
    """The key of its first document, or of none."""
    first = papers_of(owner).first()
    return first.pk if first else 9999
