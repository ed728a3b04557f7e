"""What follows here from a consultation that closes, and what a consultation about minutes shows."""

from __future__ import annotations

from agenda.actions import circulation
from agenda.views import exhibits
from members.actions.consultations import register_consequence
from members.exhibits import register_exhibit

register_consequence(circulation.PURPOSE, adopted=circulation.adopt, rejected=circulation.take_back)
register_exhibit(circulation.PURPOSE, exhibits.minutes_of)
