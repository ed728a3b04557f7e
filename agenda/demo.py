"""Demonstration data of the agenda; each part has a file of its own."""

from __future__ import annotations

from agenda.demo_answers import load_answers
from agenda.demo_meetings import load_meetings
from agenda.demo_minutes import load_minutes
from agenda.demo_outcomes import load_outcomes, load_themes
from agenda.demo_papers import load_papers
from mcig.demonstration.loading import Loading, step


@step
def themes(loading: Loading) -> None:
    """The themes of the form, and a work plan."""
    if not loading.accounts_only:
        loading.changes += load_themes()


@step
def meetings(loading: Loading) -> None:
    """The meetings with their agendas and papers."""
    if not loading.accounts_only:
        load_meetings(loading)
        load_papers(loading)


@step
def outcomes(loading: Loading) -> None:
    """Decisions and commitments."""
    if not loading.accounts_only:
        loading.changes += load_outcomes(loading)


@step
def minutes(loading: Loading) -> None:
    """The minutes of those that were held."""
    if not loading.accounts_only:
        load_minutes(loading)


@step
def convocations(loading: Loading) -> None:
    """The answers to a convocation, and an open date poll."""
    if not loading.accounts_only:
        load_answers(loading)
