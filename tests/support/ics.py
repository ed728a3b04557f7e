"""A small, strict reader of iCalendar, apart from the library that writes it (RFC 5545 §3.1, RFC 6868)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST = 75  # octets of a line, without its end
NAME = re.compile(r"[A-Z0-9-]+")
PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)')
ESCAPED = {r"\\": "\\", r"\;": ";", r"\,": ",", r"\n": "\n", r"\N": "\n"}


@dataclass(frozen=True)
class Line:
    """A content line: its name, its parameters and its value, still escaped."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return re.sub(r"\\[\\;,nN]", lambda found: ESCAPED[found[0]], self.value)


@dataclass
class Component:
    """A component with its lines and the components inside it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Line:
        """The only line of this name."""
        (found,) = [line for line in self.lines if line.name == name]
        return found

    def has(self, name: str) -> bool:
        return any(line.name == name for line in self.lines)

    def all(self, name: str) -> list[Component]:
        return [each for each in self.inside if each.name == name]


def read(content: bytes) -> Component:
    """The calendar; an `AssertionError` for what the grammar does not allow."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert max(map(len, physical)) <= LONGEST
    lines: list[str] = []
    for raw in physical:
        text = raw.decode("utf-8")  # a fold never splits a character here
        if text.startswith((" ", "\t")):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    stack = [Component("")]
    for line in map(_line, lines):
        if line.name == "BEGIN":
            stack.append(Component(line.value))
        elif line.name == "END":
            ended = stack.pop()
            assert ended.name == line.value
            stack[-1].inside.append(ended)
        else:
            stack[-1].lines.append(line)
    assert len(stack) == 1
    (calendar,) = stack[0].inside
    assert calendar.name == "VCALENDAR"
    return calendar


def _line(text: str) -> Line:
    name = NAME.match(text)
    assert name is not None, text
    rest, parameters = text[name.end() :], {}
    while found := PARAMETER.match(rest):
        value = found[2].strip('"')
        parameters[found[1]] = re.sub(
            r"\^[\^n']", lambda each: {"^^": "^", "^n": "\n", "^'": '"'}[each[0]], value
        )
        rest = rest[found.end() :]
    assert rest.startswith(":"), text
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", rest), text
    return Line(name[0], parameters, rest[1:])
