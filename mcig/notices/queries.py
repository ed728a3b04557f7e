"""Named reads of the outgoing mail."""

from __future__ import annotations

from mcig.notices.kinds import Timing, optional_kinds
from mcig.notices.models import Preference


def timings_of(address: str) -> dict[str, Timing]:
    """When news of each kind reach the address (in lower case): as chosen, or as the kind has it."""
    chosen = dict(Preference.objects.filter(address=address).values_list("kind_name", "timing"))
    return {kind.name: Timing(chosen.get(kind.name, kind.timing)) for kind in optional_kinds()}
