"""Measure, print the table and write var/bench.json. `--quick` only proves that it runs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import main

if __name__ == "__main__":
    main()
