"""Trades: for each deal that is given up what would serve it, looked for beside; a yes is recorded in the folder."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from pydantic import ValidationError
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.meeting.bargaining import gestures_of
from roadmap.operations.meeting.agreeing import record_decisions
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.policy.decisions import RecordedDecision
from roadmap.views.lookup import given_up
from roadmap.web.answers import wants_json
from roadmap.web.asking.trades import GivenUpDeal, TradesPage
from roadmap.web.bench import Bench
from roadmap.web.gate.forms import Fields
from roadmap.web.routes.meetings.meeting import (
    LONGEST_NOTE,
    day_of,
    meeting_asked,
    meeting_named,
    plan_of,
    project_of,
    told_change,
)

router = APIRouter()
MOST_RECORDS = 40


@router.get("/trades", response_class=HTMLResponse, summary="The deals that are given up; `all` looks for trades")
def trades(bench: Bench, all: bool = False) -> str:  # noqa: A002, FBT001, FBT002 - as the address says it
    """The page of all deals that are given up."""
    rows = bench.trades.deals(plan_of(bench).plan, asks=all)
    return bench.shown.page("web/trades.html", "/trades", "/trades.json", rows=rows, asks=all)


@router.get("/trades.json", summary="The deals that are given up, for programs")
def trades_twin(bench: Bench) -> tuple[GivenUpDeal, ...]:
    """Its twin."""
    return bench.trades.deals(plan_of(bench).plan, asks=False)


@router.get("/trades/{deal:path}.json", summary="The trades of a deal, for programs; ask again while `is_counting`")
def deal_twin(deal: str, bench: Bench) -> TradesPage:
    """The twin of the page of a deal."""
    plan = plan_of(bench).plan
    return bench.trades.page(plan, _line(plan, deal))


@router.get("/trades/{deal:path}", response_class=HTMLResponse, summary="The trades that would serve a deal given up")
def deal(deal: str, bench: Bench, done: int = 0, meeting: str = "") -> str:
    """The page; it never waits for the search. `done` is the yes that was just recorded, `meeting` where a trade is
    most likely tried."""
    told = deal_twin(deal, bench)
    address = address_of(deal)
    shown = {"told": told, "made": bench.edits.step(done), "meetings": bench.meetings.names(), "meeting": meeting}
    return bench.shown.page("web/trades-deal.html", address, f"{address}.json", **shown)


@router.post("/trades/{deal:path}/accept", summary="Record a yes: the fields `what` (paths), `who` and `because`")
def accept(deal: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """The yes goes to decisions.yaml; the next plan may then move the promises that it names."""
    _line(plan_of(bench).plan, deal)
    paths = fields.get("what", "").split()
    who, because = (fields.get(name, "").strip() for name in ("who", "because"))
    if not (0 < len(paths) <= MOST_RECORDS and who and because) or max(len(who), len(because)) > LONGEST_NOTE:
        raise UsageFault(_("A yes needs what is agreed to, who agrees, and why."))
    try:
        made = [RecordedDecision(what=what, who=who, when=day_of(bench), because=because) for what in paths]
    except ValidationError:
        raise UsageFault(_("A yes needs what is agreed to, who agrees, and why.")) from None
    answer = record_decisions(bench.settings.folder, made, editor=bench.edits.editor)
    number = bench.edits.keep(answer)
    bench.folder.refresh()
    if wants_json(request):
        return JSONResponse({"address": f"{address_of(deal)}?done={number}", "number": number, "diff": answer.diff})
    return RedirectResponse(f"{address_of(deal)}?done={number}", 303)


@router.post("/trades/{deal:path}/try", summary="Try a trade in a meeting: the fields `trade` (its key) and `meeting`")
def try_it(deal: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """The trade becomes lines of the meeting, which one undo takes back; the folder stays as it is."""
    plan = plan_of(bench).plan
    _line(plan, deal)
    trade, name = (
        bench.trades.trade(plan, deal, fields.get("trade", "")),
        meeting_asked(bench, fields.get("meeting", "")),
    )
    gestures = None if trade is None else gestures_of(trade.change, project_of(bench))
    if gestures is None:
        raise HTTPException(409, _("This trade is not known any more. Look at the trades again."))
    return told_change(request, bench, name, meeting_named(bench, name).make_all(gestures), deal)


def address_of(deal: str) -> str:
    """Where the trades of a deal are shown."""
    return f"/trades/{quote(deal, safe='')}"


def _line(plan: Plan, deal: str) -> DealLine:
    """A deal that is given up. HTTPException 404 for any other."""
    found = next((line for line in given_up(plan) if line.id == deal), None)
    if found is None:
        raise HTTPException(404)
    return found
