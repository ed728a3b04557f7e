"""Fresh links by mail: in a job, so that the page answers alike and as fast for every address."""

from __future__ import annotations

from mcig import jobs
from mcig.links.purposes import all_purposes


@jobs.task("links.renew")
def renew(address: str) -> None:
    """Ask every purpose for fresh links to the address; an unknown address gets nothing."""
    for purpose in all_purposes():
        purpose.renew(address)
