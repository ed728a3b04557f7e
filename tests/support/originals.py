"""The form and the sheets as the mesa and donors wrote them, where a machine has them beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_PLACE = Path(__file__).parents[3] / "shared" / "data"
REAL_FORM = _PLACE / "ficha-mcig.txt"


def at_hand(path: Path) -> Path:
    """The path; where nothing is there, the test that asks is left out."""
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    return path


def real_sheets() -> list[dict[str, Any]]:
    """The collected sheets, each with `id`, `titulo`, `fuente` and `campos`."""
    sheets: list[dict[str, Any]] = json.loads(at_hand(_PLACE / "fichas-reales.json").read_text("utf-8"))
    return sheets
