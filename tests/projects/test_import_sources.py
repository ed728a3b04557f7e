"""Sources of IATI files: read by themselves, only what is new is suggested, and never the own network."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from mcig.fetching import addresses_of, fetch, is_public
from mcig.rules import Broken
from projects.actions import imports_applying
from projects.models import ImportState, Project, ProjectImport
from tests.support.cast import Cast

ACTIVITY = (
    "<iati-activity><iati-identifier>FR-{0}</iati-identifier><title><narrative>Red {1}</narrative></title>"
    "<recipient-country code='MX'/><policy-marker code='1' significance='2'/></iati-activity>"
)


def written(path: Path, *names: str) -> Path:
    found = "".join(ACTIVITY.format(number, name) for number, name in enumerate(names))
    path.write_text(f"<iati-activities version='2.03' xml:lang='es'>{found}</iati-activities>", "utf-8")
    return path


@pytest.mark.usefixtures("cast")
def test_source_is_suggested_once_and_later_only_what_changed(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "fr.xml", "de cuidados", "del agua")
    settings.IATI_SOURCES = [("FR", str(file))]
    call_command("read_iati_sources")
    call_command("read_iati_sources")
    written(file, "de cuidados", "del agua limpia")
    call_command("read_iati_sources")
    assert capsys.readouterr().out.splitlines() == [
        f"{file}: {words}" for words in ("2 actividades nuevas", "0 actividades nuevas", "1 actividad nueva")
    ]
    batches = ProjectImport.objects.order_by("pk")
    assert [[each.title for each in batch.entries.all()] for batch in batches] == [
        ["Red de cuidados", "Red del agua"],
        ["Red del agua limpia"],
    ]
    assert {(each.organisation.code, each.source, each.uploaded_by) for each in batches} == {
        ("FR", str(file), None)
    }


def test_later_update_is_a_suggestion_on_the_same_project(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.IATI_SOURCES = [("FR", str(written(file := tmp_path / "fr.xml", "de cuidados")))]
    call_command("read_iati_sources")
    first = ProjectImport.objects.get()
    imports_applying.apply(actor=cast.actor("french"), batch=first, version=first.version)
    written(file, "nacional de cuidados")
    call_command("read_iati_sources")
    [entry] = ProjectImport.objects.exclude(pk=first.pk).get().entries.all()
    assert (entry.title, entry.state, entry.project) == (
        "Red nacional de cuidados",
        "changed",
        Project.objects.get(),
    )


def test_source_that_fails_says_so_at_the_desk(cast: Cast, settings: Any) -> None:
    settings.IATI_SOURCES = [("FR", "https://127.0.0.1/a.xml")]
    call_command("read_iati_sources")
    call_command("read_iati_sources")
    batch = ProjectImport.objects.get()
    assert (batch.state, batch.failure) == (ImportState.FAILED, "La dirección no es de la red pública.")
    page = cast.client("french").get(batch.get_absolute_url()).content.decode()
    assert "de https://127.0.0.1/a.xml." in page


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/",
        "file:///etc/passwd",
        "https://user:word@example.org/",
        "https://127.0.0.1/",
        "https://10.0.0.8/",
        "https://169.254.169.254/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[64:ff9b:1::a00:1]/",
        "https://[::127.0.0.1]/",
        "https://[::ffff:0:7f00:1]/",
        "https://[fec0::1]/",
        "https://[fe80::1]/",
        "https://[2002:7f00:1::]/",
        "https://192.0.0.192/",
        "https://100.100.100.200/",
        "https://2130706433/",
        "https://0x7f.1/",
        "gopher://example.org/",
        "https://0/",
    ],
)
def test_address_that_is_not_public_is_never_asked(address: str) -> None:
    with pytest.raises(Broken, match=r"La dirección (no es de la red pública|debe empezar con https)"):
        fetch(address, BytesIO(), most_bytes=10, seconds=5)


def test_sources_are_a_code_and_an_address_each() -> None:
    assert addresses_of("X", ["CA=https://a.org/?b=c", " DE = /a.xml"]) == [
        ("CA", "https://a.org/?b=c"),
        ("DE", "/a.xml"),
    ]
    for wrong in ("https://a.org/a.xml", "CA=http://a.org/", "=https://a.org/"):
        with pytest.raises(ImproperlyConfigured, match="IATI_SOURCES debe ser una lista como"):
            addresses_of("IATI_SOURCES", [wrong])


def test_addresses_of_the_web_are_public() -> None:
    assert [is_public(each) for each in ("93.184.215.14", "2606:4700::1111")] == [True, True]


class Answers(BaseHTTPRequestHandler):
    """A file, one address that leads to itself, and one that leads into the network of the install."""

    def do_GET(self) -> None:
        if self.path.startswith("/drops"):
            self.drip()
            return
        self.send_response(200 if self.path == "/file" else 302)
        if self.path != "/file":
            self.send_header("Location", "http://10.0.0.1/" if self.path == "/inside" else self.path)
        self.end_headers()
        self.wfile.write(b"<iati-activities/>")

    def drip(self) -> None:
        """One byte after the other, in the head or the body of the answer, as long as somebody reads."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if self.path == "/drops-body" else b"X: "))
        with suppress(OSError):
            while self.wfile.write(b"x"):
                sleep(0.02)

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, ssl.SSLContext]]:
    """An https address on loopback, and who trusts its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    since, until = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(since).not_valid_after(until)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = builder.add_extension(alternative, critical=False).sign(key, hashes.SHA256())
    certificate = signed.public_bytes(serialization.Encoding.PEM)
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path / "server.pem"
    file.write_bytes(certificate + key.private_bytes(serialization.Encoding.PEM, *plain))
    server = HTTPServer(("127.0.0.1", 0), Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}", ssl.create_default_context(cadata=certificate.decode())
    server.shutdown()
    server.server_close()
    thread.join()


def test_file_is_fetched_within_its_bounds(served: tuple[str, ssl.SSLContext]) -> None:
    address, trusted = served

    def asked(path: str, most: int = 100) -> bytes:
        target = BytesIO()
        fetch(address + path, target, most_bytes=most, seconds=5, admits=lambda _ip: True, context=trusted)
        return target.getvalue()

    assert asked("/file") == b"<iati-activities/>"
    for path, most, said in [
        ("/file", 10, "pesa más de"),
        ("/loop", 100, "de una a otra demasiadas veces"),
        ("/inside", 100, "debe empezar con https"),
    ]:
        with pytest.raises(Broken, match=said):
            asked(path, most)
    with pytest.raises(Broken, match="no responde como es debido"):  # a certificate that nobody vouches for
        fetch(f"{address}/file", BytesIO(), most_bytes=100, seconds=5, admits=lambda _ip: True)


@pytest.mark.parametrize("path", ["/drops-head", "/drops-body"])
def test_an_answer_that_comes_drop_by_drop_ends_with_its_time(
    served: tuple[str, ssl.SSLContext], path: str
) -> None:
    address, trusted = served
    started = monotonic()
    with pytest.raises(Broken, match="La dirección tarda demasiado en responder"):
        fetch(
            address + path,
            BytesIO(),
            most_bytes=10**6,
            seconds=0.5,
            admits=lambda _ip: True,
            context=trusted,
        )
    assert monotonic() - started < 15  # the drops would come for 65 536 times 0.02 s
