"""Write the result files into the tables of docs/benchmarks.md.

    python -m benchmarks.table

Every `<!-- NAME -->` ... `<!-- end -->` of the page is filled from benchmarks/results/NAME.csv: as it is, or for a
comparison (a table with a ratio to a baseline) as least / median / mean per cell. What is not there stays as it was.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.compare import SUMMARISED, summaries

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "benchmarks" / "results"
PLACE = re.compile(r"<!-- (?P<name>[\w.-]+) -->\n.*?<!-- end -->", re.DOTALL)


def filled(page: str, results: Path) -> str:
    """The page with every table whose results are there."""

    def fill(place: re.Match[str]) -> str:
        source = results / f"{place['name']}.csv"
        if not source.exists():
            return place.group()
        with source.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        return f"<!-- {place['name']} -->\n{as_table(rows)}\n<!-- end -->"

    return PLACE.sub(fill, page)


def as_table(rows: list[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    if rows and "ratio" in rows[0] and "baseline" in rows[0]:
        shown = [_one_line(summary) for summary in summaries(rows)]
    else:
        shown = rows
    heads = list(shown[0]) if shown else []
    lines = [_line(heads), _line("---" for _ in heads), *(_line(str(row[head]) for head in heads) for row in shown)]
    return "\n".join(lines)


def _one_line(summary: dict[str, Any]) -> dict[str, Any]:
    figures = {name: _three(summary[name]) if name in summary else "" for name in SUMMARISED.values()}
    known = {head: summary[head] for head in ("size", "load", "seconds", "seeds")}
    return known | {f"{name}: min / median / mean": text for name, text in figures.items()}


def _three(figure: dict[str, float]) -> str:
    return " / ".join(f"{figure[which]:.3f}" for which in ("min", "median", "mean"))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Fill the page."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), RESULTS), encoding="utf-8")


if __name__ == "__main__":
    main()
