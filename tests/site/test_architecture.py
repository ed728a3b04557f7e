"""The sentences of docs/architecture.md and CONTRIBUTING.md that import contracts cannot hold."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

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


def test_a_template_links_only_to_its_own_layer_or_below() -> None:
    """A page of `members` never names a URL of `projects`: what is above registers itself."""
    layer_of = {
        pattern.name: pattern.callback.__module__.split(".")[0]
        for pattern in _patterns(get_resolver().url_patterns)
    }
    upward = []
    for path in tracked("*.html"):
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
