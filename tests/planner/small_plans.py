"""Small plans in days and names, made without the solver: everything as early as it goes."""

from __future__ import annotations

from typing import Any

from roadmap.audit.naming import check as check_names
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.naming.staffing import as_integers, staff_project
from roadmap.planner.options import Options
from roadmap.planner.stored.restore import restore
from roadmap.plans.document import Plan
from roadmap.plans.engineering.work import WorkLine
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from tests.projects import deal, project
from tests.solver.searching import board_for

PAUSING = {"longest_pause": 10, "crew_loss": 0, "estimate": "likely"}
AT_ONE_GO = PAUSING | {"longest_pause": 0}


def leave(*spans: tuple[int, int]) -> list[dict[str, str]]:
    """Days of March 2026, both included."""
    return [{"first": f"2026-03-{first:02}", "last": f"2026-03-{last:02}"} for first, last in spans]


def person(*spans: tuple[int, int], **fields: Any) -> dict[str, Any]:
    return {"name": "N", "team": "core", "leave": leave(*spans)} | fields


def asked(people: dict[str, Any], *work: dict[str, Any], policy: dict[str, Any], **more: Any) -> Project:
    """Features f0, f1, ... of one piece of work each, all wanted by one deal; the first day is Monday 2 March."""
    features = {
        f"f{n}": {"name": "F", "team": "core", "provides": {f"c{n}": "ga"}, "work": [{"phase": "build"} | one]}
        for n, one in enumerate(work)
    }
    entities: dict[str, Any] = {
        "header": {"start": "2026-03-02", "horizon": "2026-05-29", "policy": policy} | more.pop("header", {}),
        "teams": {"core": {"name": "Core", "skill": "code"}},
        "people": people,
        "features": features,
        "capabilities": {f"c{n}": {"name": "C", "kind": "serving"} for n in range(len(work))},
        "deals": {
            f"d{n}": deal(gates={"design_in": "2026-05-29"}, needs={"design_in": [f"c{n}"]}) for n in range(len(work))
        },
        "releases": {"R": {"freeze": "2026-05-29", "ship": "2026-05-29"}},
    }
    return project(**(entities | more))


def planned(made: Project) -> Plan:
    """The first plan, everything as early as it goes: audited, and its people checked day by day."""
    indexed = index_project(made)
    board = board_for(indexed.problem)
    first_plan(board, decoder=Decoder(board.problem, board.windows, valuation=board.valuation))
    assert board.schedule is not None
    staffing = staff_project(made, indexed, board.schedule)
    assert list(check_names(indexed.problem, board.schedule, *as_integers(indexed, staffing))) == []
    proof = Proof(Status.BEST_FOUND, Stopped.WORK, board.value, board.bound)
    plan = build_plan(made, indexed, board.schedule, proof=proof, options=Options(), solver="none", staffing=staffing)
    assert restore(plan, made, indexed) == board.schedule  # a stored plan is found again as it was
    return plan


def lines(plan: Plan) -> list[WorkLine]:
    return [line for feature in plan.features for line in feature.work]


def days(plan: Plan) -> list[tuple[int, int]]:
    """First and last day of each piece of work, those of March."""
    found = [(line.first, line.last) for line in lines(plan)]
    assert all(day.month == 3 for pair in found for day in pair)
    return [(first.day, last.day) for first, last in found]


def code(effort: int, crew: int = 1) -> dict[str, Any]:
    return {"skill": "code", "effort": effort, "crew": crew}
