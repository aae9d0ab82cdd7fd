"""Rows of a file that become lines of the folder, by reference."""

from __future__ import annotations

from dataclasses import dataclass, field

from requirements.finding import Finding
from requirements.reading.tables.columns import Cells


@dataclass(slots=True)
class TrackedRows:
    """Lines by reference, what is wrong with the others, and what is worth saying."""

    rows: dict[str, Cells] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
