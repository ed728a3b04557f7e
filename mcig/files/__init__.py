"""Files: uploads checked by their content, random names on disk, handed out by views that know who asks.

`forms.UploadField` takes them, `actions.accept` keeps them, `deliver_stored` hands them out, `listing.row`
and `components/file-list.html` list them.
"""

from __future__ import annotations

from mcig.files.delivery import deliver, deliver_stored
from mcig.files.storage import PrivateStorage

__all__ = ["PrivateStorage", "deliver", "deliver_stored"]
