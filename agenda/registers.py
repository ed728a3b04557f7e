"""What higher apps attach to a decision or a commitment: a project that was decided on, for one.

A higher app registers from its own `registers.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agenda.models import Commitment, Decision
from mcig.access import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Attachment:
    """A section of the page: a title, its template and the template's context (as `attachment.context`)."""

    title: str | StrPromise
    template: str
    context: dict[str, Any] = field(default_factory=dict)


AttachmentSource = Callable[[Actor, Decision | Commitment], Attachment | None]
_sources: list[AttachmentSource] = []


def register_attachment(source: AttachmentSource) -> AttachmentSource:
    """Add a section to the pages of decisions and commitments; the source returns None for nothing to say."""
    _sources.append(source)
    return source


def attachments_for(actor: Actor, outcome: Decision | Commitment) -> list[Attachment]:
    return [found for source in _sources if (found := source(actor, outcome)) is not None]
