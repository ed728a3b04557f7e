"""A dispatch as the person who sends it reads it: one text per language, and where it differs for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.db.models.functions import Length
from django.urls import reverse

from mcig.links.tokens import mask_links
from mcig.notices.models import Dispatch, Message
from mcig.notices.models.messages import MessageEnclosure
from mcig.notices.rules import Line, compare


@dataclass(frozen=True, slots=True)
class Recipient:
    """One letter of a dispatch; `own` are the lines that read like this for this person alone."""

    message: Message
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """An attached file, its size in bytes and where it is opened."""

    filename: str
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class Version:
    """What everybody of one language receives."""

    language: str
    subjects: tuple[str, ...]
    lines: tuple[Line, ...]
    recipients: tuple[Recipient, ...]
    attachments: tuple[File, ...]

    @property
    def is_withheld(self) -> bool:
        """Whether the text of some letter is for its recipient alone."""
        return any(each.message.is_confidential for each in self.recipients)

    @property
    def differs(self) -> bool:
        return len(self.subjects) > 1 or not all(line.is_shared for line in self.lines)


def versions_of(dispatch: Dispatch) -> list[Version]:
    """The dispatch by language, in the order of its letters; personal links are masked.

    Two queries, however many letters: the bytes of the attached files stay in the database.
    """
    sized = MessageEnclosure.objects.annotate(size=Length("enclosure__content"))
    letters = dispatch.letters().defer("raw").prefetch_related(Prefetch("enclosures", sized))
    by_language: dict[str, list[Message]] = {}
    for letter in letters:
        by_language.setdefault(letter.language, []).append(letter)
    return [_version(language, each) for language, each in by_language.items()]


def _version(language: str, letters: Sequence[Message]) -> Version:
    found = compare([_text(letter) for letter in letters])
    return Version(
        language=language,
        subjects=tuple(dict.fromkeys(letter.subject for letter in letters)),
        lines=found.lines,
        recipients=tuple(Recipient(*pair) for pair in zip(letters, found.own, strict=True)),
        attachments=tuple(_files(letters)),
    )


def _text(letter: Message) -> str:
    return "" if letter.is_confidential else mask_links(letter.body)


def _files(letters: Sequence[Message]) -> list[File]:
    """Each different file once, in the order of the letters."""
    files: dict[tuple[str, int], File] = {}
    for letter in letters:
        for number, each in enumerate(letter.enclosures.all(), start=1):
            address = reverse("outbox-attachment", args=[letter.pk, number])
            size: int = each.size  # type: ignore[attr-defined]
            files.setdefault((each.filename, each.enclosure_id), File(each.filename, size, address))
    return list(files.values())
