"""Keeping: which promises of the ledger held, which tripwires are crossed, and how good the stated chances were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.folder.project import Project
from roadmap.supply.progress import told_items
from roadmap.tracking.ledger import LedgerLine, Tripwire


@dataclass(frozen=True, slots=True)
class Crossed:
    """A promise whose tripwire is crossed: the work was not done by its day. `done` is the day it was, if it is."""

    promise: LedgerLine
    wire: Tripwire
    done: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise whose day is past, whether it held, and how many working days before its day a later one was
    published (None: nobody announced it)."""

    promise: LedgerLine
    held: bool
    announced: int | None


@dataclass(frozen=True, slots=True)
class ChanceStep:
    """Promises that were given with about the same chance, in twentieths: how many, and how many held."""

    of_twenty: int
    given: int
    held: int


@dataclass(frozen=True, slots=True)
class Record:
    """The track record: promises whose day is past, how many held, and the Brier score of those whose chance was
    stated (0: always right and sure; 0.25: no better than a coin), with its standard error."""

    kept: tuple[Kept, ...]
    steps: tuple[ChanceStep, ...]
    brier: float | None
    error: float | None


def crossed_wires(lines: Sequence[LedgerLine], project: Project) -> tuple[Crossed, ...]:
    """The tripwires that are crossed today, of promises that are still to come, by deal and gate the last that was
    published; the next promise first."""
    last = {(line.deal, line.gate): line for line in lines}
    found = [
        Crossed(line, wire, done)
        for line in last.values()
        if line.day >= project.as_of
        for wire in line.tripwires
        if wire.by < project.as_of and ((done := _done(project, wire)) is None or done > wire.by)
    ]
    return tuple(sorted(found, key=lambda one: (one.promise.day, one.promise.deal, one.wire.by)))


def _done(project: Project, wire: Tripwire) -> date | None:
    """The day on which all work of a phase of a feature was done; None if it is not, or nobody told."""
    feature = project.engineering.features.get(wire.feature)
    if feature is None:
        return None
    told = told_items(feature, project.engineering.progress.get(wire.feature))
    lines = [number for number, work in enumerate(feature.work) if work.phase is wire.phase]
    days = [told[number].done if number in told else None for number in lines]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(lines) else None


def record_of(lines: Sequence[LedgerLine], project: Project) -> Record:
    """How the promises of the ledger were kept whose day is past.

    Each gate counts once for each day it was promised. A promise held if all that it needs had shipped in the release
    that was named, or an earlier one.
    """
    kept = tuple(_kept(line, lines, project) for line in _promised(lines) if line.day < project.as_of)
    stated = [(one.promise.chance, one.held) for one in kept if one.promise.chance is not None]
    steps: dict[int, list[bool]] = {}
    for chance, held in stated:
        steps.setdefault(round(20 * chance), []).append(held)
    brier, error = brier_of(kept)
    return Record(
        kept=kept,
        steps=tuple(ChanceStep(step, len(all_), sum(all_)) for step, all_ in sorted(steps.items(), reverse=True)),
        brier=brier,
        error=error,
    )


def brier_of(kept: Sequence[Kept]) -> tuple[float | None, float | None]:
    """The Brier score of the promises whose chance was stated, and its standard error; None where too few were."""
    scores = [(one.promise.chance - one.held) ** 2 for one in kept if one.promise.chance is not None]
    if not scores:
        return None, None
    mean = sum(scores) / len(scores)
    if len(scores) < 2:
        return round(mean, 4), None
    spread = (sum((score - mean) ** 2 for score in scores) / (len(scores) - 1) / len(scores)) ** 0.5
    return round(mean, 4), round(spread, 4)


def _promised(lines: Sequence[LedgerLine]) -> list[LedgerLine]:
    """Each promise once: of lines about the same gate and day, the first."""
    found: dict[tuple[str, str, date], LedgerLine] = {}
    for line in lines:
        found.setdefault((line.deal, line.gate, line.day), line)
    return list(found.values())


def _kept(line: LedgerLine, lines: Sequence[LedgerLine], project: Project) -> Kept:
    later = [
        project.calendar.days_between(other.published, line.day)
        for other in lines
        if (other.deal, other.gate) == (line.deal, line.gate)
        and other.published > line.published
        and other.day > line.day
        and other.published < line.day
    ]
    return Kept(line, _held(line, project), max(later, default=None))


def _held(line: LedgerLine, project: Project) -> bool:
    """Whether all that a promise needs shipped in time."""
    releases, progress = project.engineering.releases, project.engineering.progress
    for key in line.features:
        shipped = progress[key].shipped if key in progress else None
        if shipped is None or shipped not in releases or releases[shipped].ship > line.ship:
            return False
    return True
