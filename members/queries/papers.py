"""Reads about documents of consultations and of mandates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mcig.accounts.models import User
from mcig.files.listing import FileRow, row
from members.models import Consultation, ConsultationPaper, Mandate, MandatePaper

Owner = Consultation | Mandate
AnyPaper = ConsultationPaper | MandatePaper


def papers_of(owner: Owner) -> QuerySet[Any]:
    """The documents of a consultation or of a mandate with their files, in the order in which they came."""
    found: QuerySet[Any] = owner.papers.select_related("stored")
    return found


def rows_of(
    owner: Owner,
    address: Callable[[int], str],
    removal: Callable[[int], str] | None = None,
    found: Iterable[AnyPaper] | None = None,
) -> list[FileRow]:
    """The same as a page lists them; `address` and `removal` give the addresses for the key of a document.

    `found` are the documents, where they are at hand.
    """
    return [
        row(
            paper.stored,
            url=address(paper.pk),
            title=paper.title,
            remove_url=removal(paper.pk) if removal else "",
        )
        for paper in (papers_of(owner) if found is None else found)
    ]


@dataclass(frozen=True, slots=True)
class PaperStep:
    """That a document came or went: when, by whom."""

    at: datetime
    person: str
    capacity: str
    words: str
    title: str


def paper_steps_of(owner: Owner) -> list[PaperStep]:
    """What happened to the documents of a consultation or of a mandate, the newest first."""
    model: Any = type(owner).papers.field.model
    found = model.pgh_event_model.objects.filter(**{model.owner: owner})
    events = list(found.select_related("pgh_context").order_by("-pgh_id"))
    contexts = [event.pgh_context.metadata if event.pgh_context else {} for event in events]
    keys = {context["user"] for context in contexts if context.get("user")}
    names = dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
    words = {"insert": _("Se añadió"), "update": _("Se cambió"), "delete": _("Se quitó")}
    return [
        PaperStep(
            at=event.pgh_created_at,
            person=names.get(context.get("user"), _("El sistema")),
            capacity=context.get("capacity", ""),
            words=words[event.pgh_label],
            title=event.title,
        )
        for event, context in zip(events, contexts, strict=True)
    ]
