"""The forms that the pages of the site show, as a browser would send them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from tests.support.hostile import Door, ask

# What a person types; the rest is chosen, or carried along.
TYPED = frozenset({"text", "search", "email", "url", "tel", "number", "date", "datetime-local", "textarea"})
# The one that is pressed when somebody fills a form in and presses Enter.
FIRST_BUTTON = (
    "(.//button[@name and (not(@type) or @type = 'submit')] | .//input[@type = 'submit' and @name])[1]"
)
PLAUSIBLE = {
    "email": "alguien@mcig.example",
    "url": "https://mcig.example/",
    "tel": "55 1234 5678",
    "number": "3",
    "date": "2024-03-20",
    "datetime-local": "2024-03-20T10:00",
}


@dataclass(frozen=True)
class Sent:
    """A form of a page: where it goes, who saw it, what it carries untouched, and which fields are typed."""

    route: str
    address: str
    role: str
    data: dict[str, list[str]]
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self.kinds.items() if kind in TYPED)

    def filled(self, **changes: str) -> dict[str, list[str]]:
        """What is sent when somebody fills it in plausibly, with `changes` on top."""
        return self.data | {name: [value] for name, value in changes.items()}


def forms_on(doors: Iterable[Door], browsers: dict[str, Client], roles: Iterable[str]) -> Iterator[Sent]:
    """Every form that sends something, once for each set of fields, as each of the roles sees it."""
    seen: set[tuple[object, ...]] = set()
    for door in doors:
        for role in roles:
            answer = ask(browsers[role], "get", door.address)
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            page = html.fromstring(answer.content.decode())
            for element in page.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
                sent = _sent(element, page, door, role)
                mark = (sent.route, tuple(sorted(sent.kinds))) if sent else ()
                if sent and mark not in seen:
                    seen.add(mark)
                    yield sent


def _sent(element: html.HtmlElement, page: html.HtmlElement, door: Door, role: str) -> Sent | None:
    address = (element.get("action") or door.address).split("#")[0] or door.address
    try:
        route = resolve(address.split("?")[0]).view_name
    except Resolver404:
        return None
    data: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    outside = page.xpath("//*[@form = $name]", name=element.get("id") or "-")
    for control in (*element.xpath(".//input|.//textarea|.//select|.//button"), *outside):
        name, kind = control.get("name"), control.get("type") or control.tag
        if not name or name == "csrfmiddlewaretoken" or (control.get("form") and control not in outside):
            continue
        kinds.setdefault(name, "text" if kind == "input" else kind)
        values = _values(control, kind)
        if values:
            data.setdefault(name, []).extend(values)
    for button in element.xpath(FIRST_BUTTON):
        data.setdefault(button.get("name"), [button.get("value") or ""])
    return Sent(route, address, role, data, kinds)


def _values(control: html.HtmlElement, kind: str) -> list[str]:
    if kind in {"checkbox", "radio"}:
        return [control.get("value") or "on"] if control.get("checked") is not None else []
    if kind == "select":
        chosen = control.xpath(".//option[@selected]") or control.xpath(".//option[@value != '']")[:1]
        return [option.get("value") or "" for option in chosen]
    if kind == "textarea":
        return [control.text or "Texto de prueba."]
    if kind in {"file", "submit", "button"}:
        return []
    value: str = control.get("value") or ""
    return [value or (PLAUSIBLE.get(kind, "Prueba") if kind in TYPED else "")]
