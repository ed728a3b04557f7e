"""The words of uploaded files: read once by a job, kept beside the file, and searched."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Func, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, StrIndex, Substr

from mcig.files import reading
from mcig.files.models import FILE_WORDS, FileText, StoredFile
from mcig.words import stem, words_of

logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 60
# A piece of a text in which a word is shown: what comes before it, and all of it.
BEFORE, PIECE = 200, 600
MOST_AT_ONCE = 200


def read(stored: int) -> None:
    """Read the words of a file (its key) and keep them. Nothing happens for one that was read, or is gone.

    A file whose words cannot be read is kept as one without words: what it is was checked when it came.
    """
    found = StoredFile.objects.filter(pk=stored, read=None).first()
    if found is not None:
        FileText.objects.get_or_create(stored=found, defaults={"text": _text_of(found)})


def give_up(stored: int) -> None:
    """Keep a file as one without words, as reading it was broken off so often: nobody begins again."""
    found = StoredFile.objects.filter(pk=stored, read=None).first()
    if found is not None:
        FileText.objects.get_or_create(stored=found, defaults={"text": ""})


def unread() -> QuerySet[StoredFile]:
    """Files whose words nobody has read: those from before, or of a worker that died. The oldest first."""
    return StoredFile.objects.filter(read=None).order_by("pk")[:MOST_AT_ONCE]


def _text_of(stored: StoredFile) -> str:
    try:
        with stored.file.open("rb") as content:
            done = subprocess.run(  # noqa: S603 - our own program, and a kind that we know
                [sys.executable, "-I", str(reading.__file__), stored.kind],
                input=content.read(),
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                check=True,
            )
    except (OSError, subprocess.SubprocessError) as failure:
        logger.warning("the words of file %s could not be read: %s", stored.pk, type(failure).__name__)
        return ""
    words: bytes = done.stdout
    return words.decode()


def that_say(query: SearchQuery | None) -> Any:
    """The keys of files in which the words of a search stand, for `stored__in`."""
    return FileText.objects.annotate(said=FILE_WORDS).filter(said=query).values("stored")


def piece(column: str, words: str) -> Func:
    """Of a text, cut by the database, the piece around the first of the words; else how it begins."""
    first = next((stem(word) for word in words_of(words)), "")
    place = StrIndex(Func(F(column), function="search_plain"), Value(first))
    return Substr(column, Greatest(place - BEFORE, 1), PIECE)


def said_in(files: QuerySet[Any], words: str, query: SearchQuery | None) -> Subquery:
    """The piece of the first of `files` (rows that name one as `stored`) that says the words."""
    saying = files.filter(stored__in=that_say(query)).annotate(piece=piece("stored__read__text", words))
    return Subquery(saying.order_by("pk").values("piece")[:1])
