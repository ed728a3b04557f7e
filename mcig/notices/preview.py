"""A dispatch as the person who sends it reads it: one text per language, and where it differs for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.db.models.functions import Length
from django.urls import reverse

from mcig.alphabet import alphabetical
from mcig.links.tokens import mask_links
from mcig.notices.models import Dispatch, Message
from mcig.notices.models.messages import MessageEnclosure
from mcig.notices.rules import Line, compare


@dataclass(frozen=True, slots=True)
class File:
    """An attached file, its size in bytes, where it is opened, and whether others receive another one."""

    filename: str
    size: int
    address: str
    is_personal: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """One letter of a dispatch; `own` are the lines that read like this for this person alone."""

    message: Message
    own: tuple[str, ...]
    files: tuple[File, ...]


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
    letters = dispatch.messages.order_by("pk").defer("raw").prefetch_related(Prefetch("enclosures", sized))
    by_language: dict[str, list[Message]] = {}
    for letter in letters:
        by_language.setdefault(letter.language, []).append(letter)
    return [_version(language, each) for language, each in by_language.items()]


def _version(language: str, letters: Sequence[Message]) -> Version:
    letters = sorted(letters, key=lambda letter: alphabetical(letter.name))
    found = compare([_text(letter) for letter in letters])
    return Version(
        language=language,
        subjects=tuple(dict.fromkeys(letter.subject for letter in letters)),
        lines=found.lines,
        recipients=tuple(
            Recipient(letter, own, tuple(file for _key, file in _files(letter)))
            for letter, own in zip(letters, found.own, strict=True)
        ),
        attachments=tuple(_attachments(letters)),
    )


def _text(letter: Message) -> str:
    return "" if letter.is_confidential else mask_links(letter.body)


def _files(letter: Message) -> list[tuple[int, File]]:
    """The files of a letter, each with the key of its content."""
    return [
        (
            each.enclosure_id,
            File(
                each.filename,
                each.size,  # type: ignore[attr-defined]
                reverse("outbox-attachment", args=[letter.pk, number]),
            ),
        )
        for number, each in enumerate(letter.enclosures.all(), start=1)
    ]


def _attachments(letters: Sequence[Message]) -> list[File]:
    """Each name once, in the order of the letters: the file of the first, and whether others have another."""
    contents: dict[str, set[int]] = {}
    files: dict[str, File] = {}
    for content, file in (pair for letter in letters for pair in _files(letter)):
        contents.setdefault(file.filename, set()).add(content)
        files.setdefault(file.filename, file)
    return [replace(file, is_personal=len(contents[name]) > 1) for name, file in files.items()]
