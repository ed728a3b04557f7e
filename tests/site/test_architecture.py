"""The sentences of docs/architecture.md and CONTRIBUTING.md that import contracts cannot hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import grimp
from django.urls import URLPattern, URLResolver, get_resolver
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {"utils", "helpers", "common", "core", "misc", "base", "lib"}
FILE_LINES, TEST_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES = 300, 500, 40, 25, 120
LAYERS = ("projects", "agenda", "members", "mcig")


def tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", pattern], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and "migrations" not in path.parts]


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [path.stem for path in tracked("*.py")] + [path.parent.name for path in tracked("*.py")]
    assert FORBIDDEN & set(named) == set()


def test_files_keep_the_size_of_a_room() -> None:
    too_long = {
        str(path.relative_to(ROOT)): length(path)
        for path in tracked("*.py")
        if length(path) > (TEST_LINES if "tests" in path.parts else FILE_LINES)
    }
    assert too_long == {}


def test_templates_are_read_in_one_look() -> None:
    assert {str(path): length(path) for path in tracked("*.html") if length(path) > TEMPLATE_LINES} == {}


def test_functions_can_be_held_in_the_head() -> None:
    too_long = [
        (str(path.relative_to(ROOT)), name, lines)
        for path in tracked("*.py")
        if "tests" not in path.parts
        for name, lines in functions(path)
        if lines > (VIEW_LINES if "views" in (*path.parts, path.stem) else FUNCTION_LINES)
    ]
    assert too_long == []


def test_no_circle_ties_modules_together() -> None:
    """Not inside a function either, and not for types alone. Raises `CycleError` with the circle."""
    graph = grimp.build_graph(*LAYERS)
    imported = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    TopologicalSorter(imported).prepare()


def test_a_template_links_only_to_its_own_layer_or_below() -> None:
    """A page of `members` never names a URL of `projects`: what is above registers itself."""
    layer_of = {
        pattern.name: pattern.callback.__module__.split(".")[0]
        for pattern in _patterns(get_resolver().url_patterns)
    }
    upward = []
    for path in tracked("templates/*.html"):
        layer = path.relative_to(ROOT / "templates").parts[0]
        if layer not in LAYERS:
            continue
        for name in re.findall(r"{%\s*url\s+['\"]([\w-]+)['\"]", path.read_text(encoding="utf-8")):
            above = LAYERS[: LAYERS.index(layer)]
            if layer_of.get(name) in above:
                upward.append((str(path.relative_to(ROOT)), name))
    assert upward == []


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def test_the_application_starts_with_what_it_declares() -> None:
    """What a module imports when it is read comes with Python, is ours, or is a declared dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for listed in project["optional-dependencies"].values() for each in listed]
    allowed = brought_by(project["dependencies"] + extras)
    owners = packages_distributions()
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for layer in LAYERS
        for path in tracked(f"{layer}/*.py")
        for name in imported(path)
        if name not in sys.stdlib_module_names and name not in LAYERS
        if not {canonicalize_name(each) for each in owners.get(name, [name])} & allowed
    }
    assert foreign == set()


def brought_by(requirements: list[str]) -> set[str]:
    """The distributions that these requirements bring, themselves included."""
    found: set[str] = set()
    waiting = [Requirement(each) for each in requirements]
    while waiting:
        each = waiting.pop()
        name = canonicalize_name(each.name)
        if name in found or (each.marker and not applies(each)):
            continue
        found.add(name)
        waiting += [Requirement(text) for text in requires(name) or [] if brings(text, each.extras)]
    return found


def brings(text: str, extras: set[str]) -> bool:
    marker = Requirement(text).marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, ""))


def applies(each: Requirement) -> bool:
    """A requirement of an extra was asked for by whoever added it."""
    assert each.marker is not None
    return "extra" in str(each.marker) or each.marker.evaluate()


def imported(path: Path) -> Iterator[str]:
    """The packages that a module imports when it is read: neither in a function nor for types only."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
