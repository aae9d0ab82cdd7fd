"""Support cases of the plan: what each deal brings, when it would be done if nobody planned, and when it is done."""

from __future__ import annotations

from roadmap.indexing.deals.support import Piece
from roadmap.planner.draft import Draft
from roadmap.planner.lines.engineering.pause_lines import planned_pauses
from roadmap.planner.lines.engineering.stint_lines import stint_lines
from roadmap.planner.naming.staffing import Staffing
from roadmap.plans.support import CaseLine
from roadmap.problem import Item
from roadmap.schedule import Run


def case_lines(draft: Draft, staffing: Staffing) -> list[CaseLine]:
    """Every piece of every case of the open deals, in the order of the files."""
    names, problem = draft.indexed.names, draft.indexed.problem
    lines = []
    for order, deal in enumerate(names.support):
        position = len(names.features) + order
        placement = draft.schedule.placements[position]
        for item in problem.features[position].items:
            piece, work = draft.indexed.support[deal][names.lines[item]], problem.items[item]
            run = None if placement is None else draft.runs[item]
            people = () if placement is None else staffing.people.get(item, ())
            line = _line(deal, piece, work, draft, run=run, people=people)
            if run is not None:
                pauses, stints = planned_pauses(run, draft, staffing), stint_lines(run, draft, staffing)
                line = line.model_copy(update={"pauses": pauses, "stints": stints})
            lines.append(line)
    return lines


def _line(deal: str, piece: Piece, work: Item, draft: Draft, *, run: Run | None, people: tuple[str, ...]) -> CaseLine:
    day, days = draft.indexed.names.day, (work.modes[0] if run is None else run.mode).days
    usual = work.earliest if piece.work.after else work.latest - days
    return CaseLine(
        deal=deal,
        case=piece.case,
        number=piece.number,
        phase=piece.work.phase,
        gate=piece.work.gate,
        skill=piece.work.skill,
        crew=piece.work.crew,
        effort=piece.effort,
        days=days,
        earliest=day(work.earliest),
        latest=day(work.latest - 1),
        customary_first=day(usual),
        customary_last=day(usual + days - 1),
        first=None if run is None else piece.started or day(run.start),
        last=None if run is None else day(run.end - 1),
        people=list(people),
    )
