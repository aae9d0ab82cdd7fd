"""Findings: faults in input are values, gathered and shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
    duplicates. An `obstacle` lies in the world, not in the text: it leaves one thing out of the plan, and the rest is
    planned.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = ()
    obstacle: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.message}"


def obstacle(code: str, place: Place, message: str, hint: str = "", *, related: tuple[Place, ...] = ()) -> Finding:
    """A warning of what leaves one thing out of the plan."""
    return Finding(code, place, message, hint, Severity.WARNING, related, obstacle=True)


def in_order(findings: list[Finding]) -> list[Finding]:
    """The findings by file, line and column, each once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.code, f.message))


def strictly(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with every obstacle as an error."""
    return [replace(one, severity=Severity.ERROR) if one.obstacle else one for one in findings]
