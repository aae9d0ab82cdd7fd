"""Comparing the plan with another one that lies in the folder."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from requirements.errors import RoadmapError
from roadmap.operations.following.compare import compare
from roadmap.operations.sources.stored_plans import find_plan
from roadmap.views.comparison import ComparisonView
from roadmap.views.formats import long_day
from roadmap.web.bench import Bench, Workbench

router = APIRouter()
PRESENT = "present"
"""What the plan of the workbench is called here."""
MOST_PLANS = 12


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """A plan that can be compared: the name of its file, or `present`, and what it is called."""

    key: str
    name: str


@router.get("/compare", response_class=HTMLResponse, summary="What is different between two plans of the folder")
def comparison(bench: Bench, a: str = "", b: str = PRESENT) -> str:
    """The page; `a` and `b` are files of plans in the folder, the earlier first."""
    plans = plans_of(bench)
    first, second = chosen(plans, a, b)
    view = compared(bench, first, second) if first and second else None
    twin = f"/compare.json?a={first}&b={second}" if view is not None else "/compare.json"
    shown = {"plans": plans, "first": first, "second": second, "compared": view}
    return bench.shown.page("web/compare.html", "/compare", twin, **shown)


@router.get("/compare.json", summary="What is different between two plans, for programs")
def comparison_twin(bench: Bench, a: str = "", b: str = PRESENT) -> dict[str, Any]:
    """The twin: the plans there are, and what is different between the two."""
    plans = plans_of(bench)
    first, second = chosen(plans, a, b)
    view = compared(bench, first, second) if first and second else None
    told = None if view is None else asdict(view)
    return {"plans": [asdict(plan) for plan in plans], "a": first, "b": second, "comparison": told}


def plans_of(bench: Workbench) -> list[ComparedPlan]:
    """The plans that lie in the folder and can be used, the present one first."""
    found = bench.folder.current().plan
    plans = []
    if found is not None:
        plans.append(ComparedPlan(PRESENT, f"{bench.settings.plan.name} · {long_day(found.plan.as_of)}"))
    for name in bench.folder.current().digests:
        path = bench.settings.folder / name
        if "/" in name or not name.endswith(".json") or path == bench.settings.plan or len(plans) >= MOST_PLANS:
            continue
        try:
            plans.append(ComparedPlan(name, f"{name} · {long_day(find_plan(path).plan.as_of)}"))
        except RoadmapError:
            continue
    return plans


def chosen(plans: list[ComparedPlan], a: str, b: str) -> tuple[str, str]:
    """The two that are meant: those that were asked for, else the published plan or any other, and the present one.
    HTTPException 404 for one that is not there."""
    known = [plan.key for plan in plans]
    if any(key not in known for key in (a, b) if key not in ("", PRESENT)):
        raise HTTPException(404)
    others = sorted((key for key in known if key != PRESENT), key=lambda key: (key != "baseline.json", key))
    first = a or next(iter(others), "")
    return first, b if b in known else ""


def compared(bench: Workbench, a: str, b: str) -> ComparisonView:
    """What is different between two plans."""
    first, second = (_file(bench, key) for key in (a, b))
    return compare(first, second).view()


def _file(bench: Workbench, key: str) -> Path:
    return bench.settings.plan if key == PRESENT else bench.settings.folder / key
