"""The mandates drawn as a timeline: geometry for one SVG, on the screen and in a PDF alike.

Colours are written as attributes, because a stylesheet does not reach a drawing inside a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from members.queries.mandates import MandateRow, office_title
from members.rules.rotation import Office, Term, gaps
from members.templatetags.periods import period

WIDTH = 920
LEFT = 10
TOP = 30
LINE = 17
PADDING = 9
HEADING = 24
SPACE = 16
MOST_YEARS = 18  # more of them would run into each other
LETTER = 7.6  # an average letter of the drawing's font, to cut what would not fit


@dataclass(frozen=True, slots=True)
class Bar:
    """A mandate, or a time of which nothing is known, as a rectangle with lines of text."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str
    lines: tuple[tuple[float, str], ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Track:
    """An office with its bars."""

    label: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template draws. Coordinates are units of the SVG's own viewBox."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    ticks: tuple[tuple[float, int], ...]
    today: float
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    since: date
    until: date

    def at(self, day: date) -> float:
        """Where a day stands; days outside stand at the border."""
        shown = min(max(day, self.since), self.until)
        share = (shown - self.since).days / (self.until - self.since).days
        return round(LEFT + share * (WIDTH - 2 * LEFT), 1)


def draw(rows: list[MandateRow], today: date, *, expected: Term | None = None) -> Drawing:
    """The timeline since the first day that any mandate tells of, until the year after the last one.

    `expected` is the term that the rule gives next; the drawing reaches to its end.
    """
    terms = [row.term for row in rows] + ([expected] if expected else [])
    days = [today, *(day for term in terms for day in (term.lower, term.last_day) if day)]
    scale = Scale(date(first_day(rows, today).year, 1, 1), date(max(days).year + 1, 1, 1))
    tracks, y = [], float(TOP)
    for office in Office:
        own = [row for row in rows if row.office is office]
        track, y = _track(office, own, unknown_times(rows, office, today), scale, y)
        tracks.append(track)
    years = range(scale.since.year, scale.until.year)
    ticks = tuple((scale.at(date(year, 1, 1)), year) for year in years[:: 1 + len(years) // MOST_YEARS])
    return Drawing(
        width=WIDTH,
        height=y,
        left=LEFT,
        right=WIDTH - LEFT,
        bottom=y - SPACE / 2,
        ticks=ticks,
        today=scale.at(today),
        tracks=tuple(tracks),
    )


def _track(
    office: Office, rows: list[MandateRow], unknown: tuple[Term, ...], scale: Scale, y: float
) -> tuple[Track, float]:
    tallest = max((len(row.holders) for row in rows), default=1)
    height = max(tallest, 1) * LINE + 2 * PADDING
    top = y + HEADING
    bars = [_bar(row, scale, top, height) for row in rows]
    bars += [_gap(gap, scale, top, height) for gap in unknown]
    bars.sort(key=lambda bar: bar.x)
    return Track(office_title(office), y + HEADING - 8, tuple(bars)), top + height + SPACE


def first_day(rows: list[MandateRow], today: date) -> date:
    """The first day that any mandate tells of, whichever its office."""
    return min((row.term.lower for row in rows if row.term.lower), default=today)


def unknown_times(rows: list[MandateRow], office: Office, today: date) -> tuple[Term, ...]:
    """The times, from the first day that the register tells of, in which nobody is known to hold `office`."""
    own = [row.term for row in rows if row.office is office]
    until = max([today, *(term.end or today for term in own)])
    return gaps(own, since=first_day(rows, today), until=until)


def _bar(row: MandateRow, scale: Scale, y: float, height: float) -> Bar:
    x, end = scale.at(row.term.start), scale.at(row.term.end or scale.until)
    texts = [_cut(holder.short + (" *" if holder.pro_tempore else ""), end - x) for holder in row.holders]
    return Bar(
        x=x,
        y=y,
        width=round(end - x, 1),
        height=height,
        kind=row.state.value,
        title=f"{row.title}: {row.names}. {period(row.term)}",
        lines=_lines(texts, y, height),
    )


def _gap(gap: Term, scale: Scale, y: float, height: float) -> Bar:
    x, end = scale.at(gap.start), scale.at(gap.end or scale.until)
    return Bar(
        x=x,
        y=y,
        width=round(end - x, 1),
        height=height,
        kind="unknown",
        title=_("Sin registro. %(period)s") % {"period": period(gap)},
        lines=_lines([_cut(_("sin registro"), end - x)], y, height),
    )


def _lines(texts: list[str], y: float, height: float) -> tuple[tuple[float, str], ...]:
    first = y + (height - len(texts) * LINE) / 2 + LINE - 4
    return tuple((first + place * LINE, text) for place, text in enumerate(texts) if text)


def _cut(text: str, width: float) -> str:
    fitting = int((width - 6) / LETTER)
    if len(text) <= fitting:
        return text
    return f"{text[: fitting - 1].rstrip()}…" if fitting > 1 else ""
