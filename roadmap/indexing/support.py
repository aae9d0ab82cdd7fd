"""Support cases: the pieces of work that open deals bring, in slots, as far as they lie within the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.deal import Deal, gates_ahead
from requirements.support import CaseWork
from roadmap.folder.project import Project


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of one case of a deal, to be done in the half-open interval of slots [`earliest`, `latest`).

    `effort` is in person-days: that of the whole piece, or the share of it that falls into the plan.
    """

    case: str
    number: int
    work: CaseWork
    earliest: int
    latest: int
    effort: int


def support_pieces(project: Project, *, origin: date, horizon: int) -> dict[str, tuple[Piece, ...]]:
    """The pieces that each open deal brings, by deal id, in the order of the input; without those that are done.

    A gate that the deal's stage has passed, or that has no day, brings nothing.
    """
    return {key: tuple(_pieces(deal, project, origin, horizon)) for key, deal in project.market.open_deals().items()}


def _pieces(deal: Deal, project: Project, origin: date, horizon: int) -> list[Piece]:
    ahead = gates_ahead(deal)
    found = []
    for kind in project.market.support(deal):
        spans = [
            _within(work, project.calendar.limit(deal.gates[work.gate], origin), horizon)
            if work.gate in ahead
            else None
            for work in kind.work
        ]
        for number in range(1, kind.count + 1):
            for work, span in zip(kind.work, spans, strict=True):
                if span is not None:
                    found.append(Piece(kind.name, number, work, *span))
    return found


def _within(work: CaseWork, gate: int, horizon: int) -> tuple[int, int, int] | None:
    """The slots in which a piece is to be done and its person-days; None where all of them lie outside the plan.

    `gate` is the exclusive end of the day of the gate. Work is taken to be spread evenly, so that a piece of which a
    share of the days lies in the past or after the horizon takes that much less, rounded up to whole days.
    """
    begin = gate if work.after else gate - work.spread
    earliest, latest = max(0, begin), min(horizon, begin + work.spread)
    if earliest >= latest:
        return None
    return earliest, latest, -(-work.effort * (latest - earliest) // work.spread)
