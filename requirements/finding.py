"""Findings: faults in input are values, gathered and shown together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops planning; a warning does not; a hint is a question worth asking."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the input. Lines and columns count from 1; 0 means the whole file or line."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it stands, what was expected and what to do.

    `code` is stable and documented (`roadmap explain CODE`). `message` and `hint` never repeat the value of a
    restricted field (customer, value, win probability). `related` are further places, such as the first of two
    duplicates.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.message}"


def in_order(findings: list[Finding]) -> list[Finding]:
    """The findings by file, line and column, each once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.code, f.message))
