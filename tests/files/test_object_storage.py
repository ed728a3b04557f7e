"""Private files in object storage: kept, handed out, swept and copied as those of a folder are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
import time_machine
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from moto.server import ThreadedMotoServer

from mcig.backup import archive
from mcig.backup.actions import back_up, restore
from mcig.files.actions import accept
from mcig.files.sweeping import sweep
from mcig.health import checks
from mcig.rules import Broken
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.files import pdf, upload

BUCKET = "mesa"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    _host, port = made.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    made.stop()


@pytest.fixture
def bucket(server: str, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty bucket, chosen as the environment would choose it, on a clock that ticks."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "prueba")
    with time_machine.travel(timezone.now(), tick=True):
        client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        options = {"bucket_name": BUCKET, "endpoint_url": server, "default_acl": None}
        settings.FILES_BUCKET = BUCKET
        settings.STORAGES = settings.STORAGES | {
            "default": {"BACKEND": "mcig.files.objects.ObjectStorage", "OPTIONS": options}
        }
        yield
        for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            client.delete_object(Bucket=BUCKET, Key=each["Key"])
        client.delete_bucket(Bucket=BUCKET)
        client.close()


def test_a_ficha_is_published_into_the_bucket_and_handed_out(
    bucket: None, cast: Cast, tmp_path: Path
) -> None:
    made = project(cast.actor("secretary"), cast.france, publish=True)
    answer = cast.client("french").get(f"/proyectos/{made.code}/ficha.pdf")
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_what_nothing_refers_to_is_swept_from_the_bucket(bucket: None, cast: Cast) -> None:
    stored = accept(actor=cast.actor("french"), upload=upload("nota.pdf", pdf()))
    lost = default_storage.save("uploads/x.pdf", ContentFile(b"x"))
    assert sweep() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        sweep()
    assert not default_storage.exists(lost)
    assert not default_storage.exists(str(stored.file.name))


@pytest.mark.django_db(transaction=True)
def test_a_copy_holds_the_files_of_the_bucket(bucket: None, cast: Cast, tmp_path: Path) -> None:
    project(cast.actor("secretary"), cast.france, publish=True)
    back_up(target=tmp_path / "copy.tar.gz")
    manifest = archive.verify(tmp_path / "copy.tar.gz")
    assert manifest.missing == []
    assert len(manifest.files()) == 2


def lost(settings: LazySettings, server: str) -> None:
    """From here on the configured bucket is one that is not there."""
    options = {"bucket_name": "ninguno", "endpoint_url": server}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "mcig.files.objects.ObjectStorage", "OPTIONS": options}
    }


def test_doctor_says_when_the_bucket_refuses(bucket: None, server: str, settings: LazySettings) -> None:
    assert checks.storage().passed
    lost(settings, server)
    found = checks.storage()
    assert (found.passed, "AWS_ACCESS_KEY_ID" in found.remedy) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_a_copy_for_a_bucket_that_is_not_there_is_refused_in_words(
    bucket: None, server: str, settings: LazySettings, tmp_path: Path
) -> None:
    back_up(target=tmp_path / "copy.tar.gz")
    lost(settings, server)
    with pytest.raises(Broken, match=r"^No se puede leer el almacén de archivos: compruebe"):
        restore(source=tmp_path / "copy.tar.gz")
