"""The ledger of promises: what a published plan adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from requirements.errors import InputFault
from requirements.gate import Gate, Importance
from roadmap.futures.chances import Chances, GateChance
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.supply.feature import Phase
from roadmap.tracking.ledger import LEDGER, LedgerLine, Tripwire, ledger_text, read_ledger, with_lines


def tell_promises(plan: Plan, chances: Chances | None, folder: Path) -> tuple[LedgerLine, ...]:
    """Add the promises of a plan that is published to the ledger of its folder; returns the lines it gained.

    InputFault where a line of the ledger was changed: nothing is written behind it.
    """
    known, findings = read_ledger(folder)
    if findings:
        raise InputFault(findings)
    lines = with_lines(known, _lines(plan, chances))
    if len(lines) > len(known):
        write_whole(folder / LEDGER, ledger_text(lines), kind=FileKind.LEDGER)
    return lines[len(known) :]


def _lines(plan: Plan, chances: Chances | None) -> Iterator[LedgerLine]:
    ships = {release.id: release.ship for release in plan.releases}
    sure = {} if chances is None else {(gate.deal, gate.gate): gate for gate in chances.gates}
    for deal in plan.deals:
        for promise in deal.promises:
            if promise.release is None or promise.release not in ships:
                continue
            known = sure.get((deal.id, promise.gate))
            yield LedgerLine(
                published=plan.as_of,
                plan="" if plan.verdict is None else plan.verdict.digest,
                deal=deal.id,
                gate=promise.gate,
                release=promise.release,
                ship=ships[promise.release],
                day=promise.day,
                features=_features(deal, promise.gate),
                chance=None if known is None else known.on_release,
                tripwires=[] if known is None else _wires(known),
            )


def _features(deal: DealLine, gate: Gate) -> list[str]:
    """The features that a deal needs up to a gate."""
    needs = [need for need in deal.needs if need.gate.rank <= gate.rank and need.importance is Importance.BREAKER]
    return sorted({need.feature for need in needs if need.feature is not None})


def _wires(gate: GateChance) -> list[Tripwire]:
    return [
        Tripwire(feature=wire.feature, phase=Phase(wire.phase), by=wire.by, chance=wire.chance)
        for wire in gate.tripwires
    ]
