"""The ledger of promises: a line for each promise that was published, never changed and never taken away.

It lies in the folder as `promises.jsonl`. Every line carries a SHA-256 over itself and the line before, so that a line
that was changed, moved or taken away shows. Its history is that of the repository.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from requirements.finding import Finding, Place
from requirements.gate import Gate
from requirements.language import _
from requirements.reading.whole_file import Missing, Unreadable, read_whole
from roadmap.folder.seal import canonical
from roadmap.plans.mark import LEDGER_KIND
from roadmap.plans.plan_part import Part, PlanDay
from roadmap.supply.feature import Phase

LEDGER = "promises.jsonl"
"""The file of the ledger, beside roadmap.yaml."""
LARGEST = 64 * 1024 * 1024


class Tripwire(Part):
    """Work that must be done by a day, or else the promise is only so sure."""

    feature: str
    phase: Phase
    by: PlanDay
    chance: float = Field(ge=0, le=1)


class LedgerLine(Part):
    """One promise as it was published."""

    kind: Literal["roadmap-promise"] = LEDGER_KIND
    published: PlanDay
    """The as_of day of the plan that was published."""
    plan: str
    """The digest of that plan."""
    deal: str
    gate: Gate
    release: str
    """The release that the customer was told."""
    ship: PlanDay
    """The day on which it was to ship."""
    day: PlanDay
    """The day that the customer was told: from then on it can use what it needs."""
    features: list[str]
    """What must have shipped by then."""
    chance: float | None = Field(ge=0, le=1)
    """How sure that was; None for a plan that was not simulated."""
    tripwires: list[Tripwire] = []
    before: str = ""
    """The seal of the line before."""
    seal: str = ""

    def says_the_same_as(self, other: LedgerLine) -> bool:
        """Whether the customer would hear the same: release, day, and how sure in twenty futures."""
        mine = self.release, self.day, None if self.chance is None else round(20 * self.chance)
        return mine == (other.release, other.day, None if other.chance is None else round(20 * other.chance))


def read_ledger(folder: Path) -> tuple[tuple[LedgerLine, ...], list[Finding]]:
    """The lines of a folder's ledger in their order, none where there is no ledger; with a finding for the first line
    that is not as it was written. Nothing behind that one is read."""
    try:
        content = read_whole(folder / LEDGER, largest=LARGEST)
    except Missing:
        return (), []
    except Unreadable as error:
        return (), [_finding(1, str(error))]
    found: list[LedgerLine] = []
    for number, text in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        try:
            line = LedgerLine.model_validate_json(text)
        except ValidationError:
            return tuple(found), [_finding(number, _("it is no line of the ledger"))]
        if line.before != (found[-1].seal if found else ""):
            return tuple(found), [_finding(number, _("the line before it was changed or taken away"))]
        if line.seal != _seal(line):
            return tuple(found), [_finding(number, _("it was changed after it was written"))]
        found.append(line)
    return tuple(found), []


def _finding(number: int, why: str) -> Finding:
    message = _("the ledger of promises cannot be used from this line on: {why}").format(why=why)
    hint = _("Bring the file back as it was; its history is in your version control.")
    return Finding("ledger-changed", Place(LEDGER, number, 1), message, hint)


def _seal(line: LedgerLine) -> str:
    document = json.loads(line.model_dump_json(exclude={"seal"}))
    return hashlib.sha256(canonical(document).encode("utf-8", "surrogatepass")).hexdigest()


def with_lines(known: Iterable[LedgerLine], new: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """The ledger with more lines behind those that are known. A promise that says the same as the last one about the
    same gate is not told again."""
    found = list(known)
    last = {(line.deal, line.gate): line for line in found}
    for line in new:
        told = last.get((line.deal, line.gate))
        if told is not None and told.says_the_same_as(line):
            continue
        chained = line.model_copy(update={"before": found[-1].seal if found else "", "seal": ""})
        sealed = chained.model_copy(update={"seal": _seal(chained)})
        found.append(sealed)
        last[line.deal, line.gate] = sealed
    return tuple(found)


def ledger_text(lines: Iterable[LedgerLine]) -> str:
    """The ledger as text: one JSON object a line."""
    return "".join(line.model_dump_json() + "\n" for line in lines)
