"""The files of a message, handed to a browser."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404

from mcig.notices.models import Message
from mcig.notices.wire import attachments_of


def attachment_answer(message: Message, number: int) -> FileResponse:
    """The file `number` (from 1) of a message as a download that no browser executes; the caller has
    checked who asks. Raises `Http404` when the message has no such file."""
    files = attachments_of(message)
    if not 1 <= number <= len(files):
        raise Http404
    file = files[number - 1]
    answer = FileResponse(
        BytesIO(file.content),
        as_attachment=True,
        filename=file.filename,
        content_type="application/octet-stream",
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
