"""What follows here from a consultation: its consequence, the minutes it shows, the way to a decision."""

from __future__ import annotations

from agenda.actions import circulation
from agenda.rules.minutes import PURPOSE
from agenda.views import exhibits
from members.actions.consultations import register_consequence
from members.exhibits import register_door, register_exhibit

register_consequence(PURPOSE, adopted=circulation.adopt, rejected=circulation.take_back)
register_exhibit(PURPOSE, exhibits.minutes_of)
register_door(exhibits.decision_of)
