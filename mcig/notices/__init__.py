"""Everything that the mesa sends by mail.

What an app uses:

- `register_kind(…)` in its `notices.py`: what its messages are about.
- `send(letter, kind, why)`: a message that leaves by itself, now.
- `hold(actor=…, kind=…, title=…, why=…, letters=…)`: messages that wait until a person has looked at them and
  sends them; gives a `Dispatch`, whose page is `dispatch-detail`.
- `tell(kind=…, to=…, line=…, address=…)`: a piece of news; several become one mail, at once, weekly or never,
  as the person chose; `take_back(kind=…, to=…, address=…)` forgets what no mail carries yet.

Nothing leaves before the surrounding transaction has committed, and nothing of it stays when that is undone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mcig.notices.kinds import Kind, Timing, register_kind
from mcig.notices.letters import Addressee, Attachment, Letter

if TYPE_CHECKING:
    from mcig.notices.actions import send
    from mcig.notices.actions.dispatches import hold
    from mcig.notices.actions.news import take_back, tell
    from mcig.notices.models import Dispatch, Message

__all__ = [
    "Addressee",
    "Attachment",
    "Dispatch",
    "Kind",
    "Letter",
    "Message",
    "Timing",
    "hold",
    "register_kind",
    "send",
    "take_back",
    "tell",
]

# Django imports this package before it allows models: what needs them is loaded at its first use.
_LATER = {
    "Dispatch": "mcig.notices.models",
    "Message": "mcig.notices.models",
    "hold": "mcig.notices.actions.dispatches",
    "send": "mcig.notices.actions",
    "take_back": "mcig.notices.actions.news",
    "tell": "mcig.notices.actions.news",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
