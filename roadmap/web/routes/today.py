"""Today, the first page."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from roadmap.tracking.ledger import read_ledger
from roadmap.views.workbench.today import TodaySources, TodayView, build_today
from roadmap.web.bench import Bench, Workbench

router = APIRouter()


@router.get("/", response_class=HTMLResponse, summary="Today: findings, the plan and its age, what comes next")
def today(bench: Bench) -> str:
    """The page."""
    files = set(bench.folder.current().digests)
    shown = {"today": today_of(bench), "files": files, "folder": bench.settings.folder.name}
    return bench.shown.page("web/today.html", "/", "/today.json", **shown)


@router.get("/today.json", summary="Today, for programs")
def today_twin(bench: Bench) -> TodayView:
    """The twin."""
    return today_of(bench)


def today_of(bench: Workbench) -> TodayView:
    """What the first page tells."""
    checked, found = bench.folder.checked(), bench.folder.current().plan
    ledger, ledger_findings = read_ledger(bench.settings.folder)
    beside = bench.shown.beside()
    return build_today(
        TodaySources(
            findings=checked.findings,
            project=checked.project,
            plan=None if found is None else found.plan,
            plan_findings=bench.folder.plan_findings(),
            before=beside.before,
            ledger=ledger,
            ledger_findings=[*ledger_findings, *beside.findings],
        )
    )
