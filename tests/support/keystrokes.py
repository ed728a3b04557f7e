"""How long a careful person takes over a page: the keystroke-level model of Card, Moran and Newell (1983).

Its seconds are those of the book: a key of words K, a key of a code that is copied by eye, pointing P, a
press of the mouse B, moving the hand between keyboard and mouse H, deciding M. To them come reading and
waiting, as the clock measured it. Of a page is read every word from its top, below the menu, down to what is
pressed to leave it: nobody reads on below. Nothing is read quicker because it stood on an
earlier page too.
A long table that shows the person's own list again is not read but looked through, one M a row.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator

KEY, CODE_KEY, POINT, PRESS, HAND, DECIDE = 0.28, 0.75, 1.1, 0.1, 0.4, 1.35
WORD = 60 / 220
CLICK = DECIDE + POINT + 2 * PRESS
LONG_TABLE = 10  # rows
# How many words stand above an element and in it, without lists that are not opened and long tables; and the
# rows of these.
WORDS = """(target, most) => {
  const range = document.createRange();
  range.setStart(document.querySelector("main"), 0);
  range.setEndAfter(target);
  const page = document.createElement("div");
  page.append(range.cloneContents());
  const long = [...page.querySelectorAll("tbody")].filter(each => each.rows.length > most);
  const rows = long.reduce((sum, each) => sum + each.rows.length, 0);
  const unseen = "option, script, template, [hidden], details:not([open]) > :not(summary)";
  for (const each of [...long, ...page.querySelectorAll(unseen)]) each.remove();
  return [page.textContent.split(/\\s+/).filter(Boolean).length, rows, performance.timeOrigin];
}"""


@dataclass
class Screen:
    """What a screen cost, in seconds, by what the person did."""

    name: str
    words: int = 0
    keys: int = 0
    clicks: int = 0
    spent: dict[str, float] = field(default_factory=dict)

    def add(self, what: str, seconds: float) -> None:
        self.spent[what] = self.spent.get(what, 0) + seconds

    @property
    def seconds(self) -> float:
        return sum(self.spent.values())


class Person:
    """Drives a page as a person would, and adds up their seconds screen by screen."""

    def __init__(self) -> None:
        self.screens: list[Screen] = []
        self._read_of: tuple[Any, int] = (None, 0)

    @property
    def seconds(self) -> float:
        return sum(screen.seconds for screen in self.screens)

    def turn_to(self, name: str) -> Screen:
        self.screens.append(Screen(name))
        return self.screens[-1]

    def read(self, words: int) -> None:
        self.screens[-1].words += words
        self.screens[-1].add("read", words * WORD)

    def leave(self, name: str, target: Locator) -> None:
        """A screen of which nothing is filled in: read down to the target and press it."""
        self.turn_to(name)
        self.press(target)

    def press(self, target: Locator) -> None:
        """Read down to the target, decide, point, press, and wait for the page that follows."""
        words, rows, loaded = target.evaluate(WORDS, LONG_TABLE)
        before = self._read_of[1] if self._read_of[0] == loaded else 0
        self.read(words - before)
        self.screens[-1].add("read", rows * DECIDE)
        self._read_of = (loaded, words)
        self.click(target)

    def click(self, target: Locator) -> None:
        """Decide, point, press, and wait for what it does."""
        self.press_mouse()
        with self.waiting():
            target.click()
            target.page.wait_for_load_state()

    def look_through(self, rows: Locator) -> None:
        """Look at each row of the person's own list."""
        self.screens[-1].add("read", rows.count() * DECIDE)

    def paste(self, target: Locator, text: str) -> None:
        """Mark a word elsewhere by two presses, copy it, point into a field and paste."""
        self.press_mouse(2)
        self.press_keys(4)
        target.fill(text)

    def press_mouse(self, times: int = 1) -> None:
        self.screens[-1].clicks += times
        self.screens[-1].add("point", times * CLICK)

    def type(self, target: Locator, text: str, *, shown: str = "", key: float = KEY) -> None:
        """Point into a field and type; `shown` are the keys that are pressed where they differ."""
        self.press_mouse()
        self.press_keys(len(shown or text), key=key)
        target.fill(text)

    def press_keys(self, count: int, *, key: float = KEY) -> None:
        """Hand to the keyboard, the keys, and back to the mouse."""
        self.screens[-1].keys += count
        self.screens[-1].add("type", count * key + 2 * HAND)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What happens inside is waited for."""
        began = time.monotonic()
        yield
        self.screens[-1].add("wait", time.monotonic() - began)

    def elsewhere(self, seconds: float) -> None:
        """Time with a telephone or another program, as the drill states it."""
        self.screens[-1].add("elsewhere", seconds)

    def table(self) -> str:
        kinds = ("read", "type", "point", "wait", "elsewhere")
        lines = [
            f"{'':34}{'words':>6}{'keys':>6}{'clicks':>7}" + "".join(f"{kind:>10}" for kind in (*kinds, "s"))
        ]
        for each in self.screens:
            spent = [each.spent.get(kind, 0) for kind in kinds]
            line = f"{each.name:34}{each.words:6}{each.keys:6}{each.clicks:7}"
            lines.append(line + "".join(f"{seconds:10.1f}" for seconds in (*spent, each.seconds)))
        total = [sum(each.spent.get(kind, 0) for each in self.screens) for kind in kinds]
        lines.append(f"{'':53}" + "".join(f"{seconds:10.1f}" for seconds in (*total, self.seconds)))
        return "\n".join(lines)
