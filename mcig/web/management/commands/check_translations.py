"""`manage.py check_translations`: every text of the source is translated, whole, in every other language.

Reads the Python files with Babel and the templates with Django's own `templatize`, so that it needs no
gettext program and writes no file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import PoFileError, read_po
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import Engine
from django.utils.translation.template import templatize

KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")
}
TEMPLATES = {".html", ".txt"}
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|%[-#0 +]*\d*(?:\.\d+)?[sdifr]|\{\w*\}")


class Command(BaseCommand):
    help = "Comprueba que cada texto esté traducido, con sus mismos huecos, y que no sobre ninguno."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit with 1 and the list of what is wrong; say how many texts hold otherwise."""
        sources = collected()
        found = [
            f"{catalogue}: {problem}"
            for catalogue in catalogues()
            for problem in problems(catalogue, sources)
        ]
        found += [f"{place}: saque de la cadena f el texto que se traduce" for place in buried()]
        if found:
            raise CommandError("\n".join(["Las traducciones no están completas:", *found]))
        self.stdout.write(f"{len(sources)} textos traducidos.")


def catalogues() -> list[Path]:
    """The catalogue of every language but the source's, there or not."""
    return [
        Path(folder) / code / "LC_MESSAGES" / "django.po"
        for folder in settings.LOCALE_PATHS
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    ]


def collected() -> Catalog:
    """Every text of our packages and templates that is marked for translation, with the places of its use."""
    sources = Catalog(locale=settings.LANGUAGE_CODE)
    for path in _files():
        place = path.relative_to(settings.ROOT).as_posix()
        for line, text, _comments, context in extract("python", _code(path), keywords=KEYWORDS):
            sources.add(text, locations=[(place, line)], context=context)
    return sources


def buried() -> Iterator[str]:
    """The places, as `file:line`, of texts marked inside an f-string, where no tool collects them."""
    for path in _files():
        if path.suffix not in TEMPLATES:
            for line in buried_lines(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(settings.ROOT).as_posix()}:{line}"


def buried_lines(code: str) -> Iterator[int]:
    """The lines of Python code on which a text is marked inside an f-string."""
    strings = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.JoinedStr))
    for node in (inner for string in strings for inner in ast.walk(string)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str()), *_]) if name in KEYWORDS:
                yield node.lineno


def problems(path: Path, sources: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence each; nothing when it holds."""
    try:
        with path.open("rb") as file:
            translated = read_po(file, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as problem:
        yield f"no se puede leer ({problem})"
        return
    for source in sources:
        if source.id:
            yield from _wrong(source, translated.get(source.id, source.context), translated.num_plurals)
    for message in translated:
        if message.id and not _same(message, sources.get(message.id, message.context)):
            yield f"sobra {_shown(message)}"
    for message in translated.obsolete.values():
        yield f"sobra, marcado como obsoleto, {_shown(message)}"


def _files() -> Iterator[Path]:
    """Our Python files, migrations apart, and our templates."""
    root = Path(settings.ROOT)
    ours = [Path(each.path) for each in apps.get_app_configs()]
    names = {path.relative_to(root).parts[0] for path in ours if path.is_relative_to(root)}
    packages = [root / name for name in sorted(names) if not name.startswith(".")]
    for package in packages:
        yield from sorted(path for path in package.rglob("*.py") if "migrations" not in path.parts)
    for folder in [*map(Path, Engine.get_default().dirs), *packages]:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in TEMPLATES)


def _code(path: Path) -> BytesIO:
    """The file as Python; a template is wrapped in parentheses, in which indentation means nothing."""
    if path.suffix not in TEMPLATES:
        return BytesIO(path.read_bytes())
    return BytesIO(f"(\n{templatize(path.read_text(encoding='utf-8'), origin=str(path))}\n)".encode())


def _wrong(source: Message, translation: Message | None, plurals: int) -> Iterator[str]:
    if not _same(source, translation) or translation is None:
        yield f"falta {_shown(source)}"
        return
    texts, written = _forms(source.id), _forms(translation.string)
    if not all(written) or len(written) != (plurals if source.pluralizable else 1):
        yield f"sin traducir {_shown(source)}"
    elif translation.fuzzy:
        yield f"traducción dudosa (fuzzy) de {_shown(source)}"
    else:
        for text, form in zip_longest(texts, written, fillvalue=texts[-1]):
            if _placeholders(text) != _placeholders(form):
                yield f"los huecos de «{form}» no son los de {_shown(source)}"


def _same(one: Message, other: Message | None) -> bool:
    return other is not None and _forms(one.id) == _forms(other.id)


def _forms(text: Any) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text,)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _shown(message: Message) -> str:
    place = f" ({message.locations[0][0]}:{message.locations[0][1]})" if message.locations else ""
    return f"«{_forms(message.id)[0]}»{place}"
