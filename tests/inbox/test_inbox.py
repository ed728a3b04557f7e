"""The mailbox is read once by each reader, and a bad message harms no other."""

from __future__ import annotations

import logging
import mailbox
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mcig.inbox.models import ReadMessage, Result
from mcig.inbox.reading import Unreadable, read_new
from mcig.rules import Broken

pytestmark = pytest.mark.django_db
Box = mailbox.Maildir | mailbox.mbox


def incoming(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "ana@example.org"
    message.set_content("Texto")
    return message


@pytest.fixture(params=["maildir", "mbox"])
def box(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Iterator[Box]:
    path = tmp_path / "buzón"
    settings.INBOX_URL = f"{request.param}://{path}"
    kind: Callable[..., Box] = mailbox.Maildir if request.param == "maildir" else mailbox.mbox
    with closing(kind(path, create=True)) as made:
        yield made


def put(box: Box, *subjects: str) -> None:
    for subject in subjects:
        box.add(incoming(subject))
    box.flush()


@pytest.fixture
def imap(settings: Any) -> Iterator[list[bytes]]:
    """A server that speaks as much IMAP (RFC 3501) as reading needs; its folder is the list."""
    folder: list[bytes] = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK listo\r\n")
            for line in self.rfile:
                tag, command, *rest = line.split(maxsplit=3)
                self.wfile.write(answer(command.upper(), rest) + tag + b" OK listo\r\n")

    def answer(command: bytes, rest: list[bytes]) -> bytes:
        if command == b"EXAMINE":
            return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7]\r\n" % len(folder)
        if command == b"UID" and rest[0] == b"SEARCH":
            return b"* SEARCH" + b"".join(b" %d" % (at + 1) for at in range(len(folder))) + b"\r\n"
        if command == b"UID":
            number = int(rest[1].split()[0])
            content = folder[number - 1]
            return b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, number, len(content), content)
        return b"* CAPABILITY IMAP4rev1\r\n" if command == b"CAPABILITY" else b""

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.INBOX_URL = f"imap://mesa%40mcig.example:clave@127.0.0.1:{server.server_address[1]}/INBOX"
        yield folder
        server.shutdown()
        thread.join()


class Reader:
    """Understands what is called «mío…», stumbles over «roto», and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, message: EmailMessage) -> bool:
        self.given.append(str(message["Subject"]))
        if message["Subject"] == "roto":
            raise Unreadable
        if message["Subject"] == "peor":
            raise IndexError("ana@example.org")
        return str(message["Subject"]).startswith("mío")


def test_each_message_reaches_each_reader_once(box: Box) -> None:
    put(box, "mío 1", "ajeno")
    first, second = Reader(), Reader()
    assert read_new(reader="a", understand=first) == {Result.UNDERSTOOD: 1, Result.IGNORED: 1}
    put(box, "mío 2")
    assert read_new(reader="a", understand=first) == {Result.UNDERSTOOD: 1}
    read_new(reader="b", understand=second)
    assert (sorted(first.given), sorted(second.given)) == (["ajeno", "mío 1", "mío 2"],) * 2


def test_nothing_in_the_mailbox_changes(box: Box) -> None:
    put(box, "mío 1")
    before = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118
    read_new(reader="a", understand=Reader())
    assert [box.get_bytes(key) for key in box.keys()] == before  # noqa: SIM118


def test_bad_message_is_named_without_personal_data_and_harms_no_other(
    box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    put(box, "roto", "peor", "mío 1")
    with caplog.at_level(logging.WARNING):
        counted = read_new(reader="a", understand=Reader())
    assert counted == {Result.UNREADABLE: 2, Result.UNDERSTOOD: 1}
    digests = ReadMessage.objects.filter(result=Result.UNREADABLE).values_list("digest", flat=True)
    assert sorted(record.getMessage().split()[1] for record in caplog.records) == sorted(
        digest[:12] for digest in digests
    )
    assert [word for word in ("ana@example.org", "roto", "peor") if word in caplog.text] == []
    assert read_new(reader="a", understand=Reader()) == {}


def test_what_the_database_cannot_keep_of_a_message_holds_up_no_other(box: Box) -> None:
    def keeping(message: EmailMessage) -> bool:
        if message["Subject"] == "nulo":
            ReadMessage.objects.create(reader="\0", digest="x", result=Result.IGNORED)
        return True

    put(box, "nulo", "bueno")
    assert read_new(reader="a", understand=keeping) == {Result.UNREADABLE: 1, Result.UNDERSTOOD: 1}


def test_message_that_is_too_large_is_left(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    put(box, "mío 1")
    monkeypatch.setattr("mcig.inbox.mailboxes.LARGEST_BYTES", 20)
    reader = Reader()
    assert (read_new(reader="a", understand=reader), reader.given) == ({Result.UNREADABLE: 1}, [])


def test_what_a_failing_reader_changed_is_undone(box: Box) -> None:
    put(box, "mío 1")

    def halfway(message: EmailMessage) -> bool:
        ReadMessage.objects.create(reader="trace", digest="x", result=Result.IGNORED)
        raise Unreadable

    read_new(reader="a", understand=halfway)
    assert ReadMessage.objects.filter(reader="trace").count() == 0


def test_folder_of_a_mail_server_is_read_once(imap: list[bytes]) -> None:
    reader = Reader()
    imap.append(incoming("mío 1").as_bytes(policy=policy.SMTP))
    assert read_new(reader="a", understand=reader) == {Result.UNDERSTOOD: 1}
    imap.append(incoming("ajeno").as_bytes(policy=policy.SMTP))
    assert read_new(reader="a", understand=reader) == {Result.IGNORED: 1}
    assert reader.given == ["mío 1", "ajeno"]


def test_without_a_mailbox_nothing_is_read(settings: Any) -> None:
    settings.INBOX_URL = ""
    assert read_new(reader="a", understand=Reader()) == {}


@pytest.mark.parametrize(
    "url",
    ["maildir:///no/hay", "mbox:///no/hay", "imaps://ana:secreta@127.0.0.1:1/INBOX", "pop://ana:secreta@x"],
)
def test_mailbox_that_cannot_be_opened_is_said_without_its_password(settings: Any, url: str) -> None:
    settings.INBOX_URL = url
    with pytest.raises(Broken, match="INBOX_URL") as refusal:
        read_new(reader="a", understand=Reader())
    assert "secreta" not in str(refusal.value)
