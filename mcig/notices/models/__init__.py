"""Messages, the dispatches that hold them, and news that wait to become a message."""

from __future__ import annotations

from mcig.notices.models.dispatches import Dispatch, DispatchState
from mcig.notices.models.messages import Enclosure, Message, MessageState
from mcig.notices.models.news import News, Preference

__all__ = ["Dispatch", "DispatchState", "Enclosure", "Message", "MessageState", "News", "Preference"]
