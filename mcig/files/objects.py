"""Private files in object storage that speaks S3: for web servers and workers on more than one machine.

Chosen by `FILES_BUCKET`; needs the extra `s3`. The bucket is private: nobody is ever sent an address of it.
"""

from __future__ import annotations

from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from mcig.files.storage import random_name


@deconstructible
class ObjectStorage(S3Storage):  # type: ignore[misc]
    """Files of one bucket with random names, as `PrivateStorage` has them in a folder."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A fresh random name in the folder of `name`, with its suffix."""
        return random_name(name)
