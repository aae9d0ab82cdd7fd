"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from requirements.finding import Finding
from roadmap.importing.deals.merging_deals import CellChange


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do.

    `target` is the file of the result, `into` what its rows are; `rows` are its ids by reference; `added`, `gone` and
    `changes` name references; `findings` are warnings only. `left_out` are the lines of the file that hold no entry,
    `dropped` its columns that went nowhere, `notes` what else is worth saying. `worth` says of the open deals before
    and after how many there are and what they are worth together, in thousands. `included` tells whether roadmap.yaml
    reads the result, and `read_itself` whether it reads the imported file, too.
    """

    target: Path
    into: str
    rows: dict[str, str]
    added: tuple[str, ...]
    changes: tuple[CellChange, ...]
    gone: tuple[str, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[int, ...]
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    worth: tuple[tuple[int, int], tuple[int, int]]
    included: bool
    read_itself: bool
    written: bool
