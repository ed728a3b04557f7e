"""Demonstration data of the agenda."""

from __future__ import annotations

from agenda.demo_meetings import load_meetings
from mcig.demonstration.loading import Loading, step


@step
def meetings(loading: Loading) -> None:
    """The meetings with their agendas."""
    if not loading.accounts_only:
        load_meetings(loading)
