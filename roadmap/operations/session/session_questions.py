"""What a planning session is asked, and the child that answers it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roadmap.changes.scenarios.changes import FolderChange


@dataclass(frozen=True, slots=True)
class Opened:
    """The folder of a session: where it lies, the file of its plan, how it is read, and the seed of its searches."""

    directory: Path
    plan: Path
    as_of: date | None = None
    encoding: str | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class SessionQuestion:
    """What changes, in the order in which it is made, and the CPU seconds that the answer may take beyond its first
    step; with `quote` the file of a new deal that is to be quoted instead."""

    number: int
    changes: tuple[FolderChange, ...] = ()
    effort: float = 0.0
    quote: Path | None = None
    language: str = "en"
    """The language of what the answer says in sentences."""
    chances: bool = False
    """Whether the last step says how sure the target is, where the folder's plan was simulated."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Nobody waits for the answer to a question any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The child asks for its turn to search, or the parent gives it."""

    number: int
    spent: float = 0.0
    """CPU seconds used since the turn before."""
