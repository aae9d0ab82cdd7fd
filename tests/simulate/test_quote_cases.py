"""A quote counts the support cases of the new deal: without people for them it cannot be promised on any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from requirements.gate import Gate
from roadmap.changes.quoting.first_quote import first_quote
from roadmap.changes.quoting.quote import GateQuote, Quote
from roadmap.folder.load import load_project
from roadmap.planner.options import Planned
from roadmap.planner.stored.replan import replan
from roadmap.plans.deals import DealStatus
from roadmap.schedule import Status
from roadmap.solver.outcome import Outcome
from roadmap.views.answers.quote import build_quote
from tests.folder.folders import write
from tests.simulate.test_plans import FOLDER
from tests.simulate.test_quote import MORE, NEW, gate, improved, nothing_found, present

CASES = "support: [{name: Case, work: [{phase: migration, gate: design_in, skill: fae, effort: 10, spread: 10}]}]"
BUSY = MORE.replace("lead_time: 0}", f"lead_time: 0, {CASES}}}").replace(
    "teams:\n", "teams:\n  fae: {name: FAE, skill: fae, people: 1}\n"
)
BUSY = BUSY.replace("value: 200, gates: {design_in: 2026-02-27}", "value: 200, gates: {design_in: 2026-03-13}")
"""One FAE, all of whose days from 16 to 27 February d takes, and all from 2 to 13 March e."""


def wishing(day: str) -> str:
    """The new deal, which needs the API, with its design-in wished for a day; it is wanted by no other gate."""
    gates = "gates: {evaluation: 2026-01-30, design_in: 2026-02-13, acceptance: 2026-03-20}"
    assert gates in NEW
    return (
        NEW.replace(gates, f"gates: {{design_in: {day}}}")
        .replace("[tool]", "[api]")
        .replace("      evaluation: []\n", "")
    )


def from_scratch(path: Path, day: str, *deals: str) -> Planned:
    """A plan from scratch with the new deal, pinned to serve these deals."""
    path.mkdir()
    pins = f"pins: [{', '.join(f'{{deal: {deal}, served: true}}' for deal in deals)}]\ninclude: [n.yaml]\n"
    loaded = load_project(write(path, {"roadmap.yaml": BUSY + pins, "n.yaml": wishing(day)}))
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    return replan(loaded.project, None, seconds=60)


def quoted(path: Path, day: str) -> Quote:
    """The quote for a wished day, after a search."""
    asked = present(path, wishing(day), text=BUSY)
    return improved(asked, first_quote(asked, plan="plan.json"))


def test_a_deal_whose_cases_find_no_people_cannot_be_promised_though_all_it_needs_is_there(tmp_path: Path) -> None:
    # Ten days of an FAE from 9 to 20 February, of which d takes the second week.
    quote = quoted(tmp_path, "2026-02-20")
    assert (gate(quote).earliest, gate(quote).not_before, quote.cases) == (None, None, "open")
    assert build_quote(quote).cases.startswith("The search found no people for its support cases")
    forced = from_scratch(tmp_path / "forced", "2026-02-20", "d", "e", "n")
    assert (forced.plan, forced.proof.status) == (None, Status.INFEASIBLE)


def test_the_earliest_day_holds_with_the_cases_in_a_plan_from_scratch(tmp_path: Path) -> None:
    # Ten days from 2 to 13 February are free; the API ships on the 6th.
    quote = quoted(tmp_path, "2026-02-13")
    assert (gate(quote).earliest, gate(quote).proved, quote.cases) == (date(2026, 2, 6), True, "fit")
    assert build_quote(quote).cases == ""
    plan = from_scratch(tmp_path / "forced", "2026-02-13", "d", "e", "n").plan
    assert plan is not None
    new = next(deal for deal in plan.deals if deal.id == "n")
    assert [(line.gate, line.day) for line in new.promises] == [(Gate.DESIGN_IN, gate(quote).earliest)]
    assert all(deal.status is not DealStatus.GIVEN_UP for deal in plan.deals if deal.id != "closed")


def test_a_search_may_find_room_for_cases_by_moving_those_of_others(tmp_path: Path) -> None:
    # d leaves five of its fifteen days: as planned they are the last ones, moved they make room for the new deal
    asked = present(tmp_path, wishing("2026-02-20"), text=BUSY.replace("spread: 10", "spread: 15"))
    quote = first_quote(asked, plan="plan.json")
    assert quote.cases in ("open", "fit")
    assert (improved(asked, quote).cases, gate(improved(asked, quote)).earliest) == ("fit", date(2026, 2, 6))


def test_a_gate_for_which_all_is_there_waits_for_the_cases_alone(tmp_path: Path) -> None:
    ready = BUSY.replace("api: {name: API, kind: serving}", "api: {name: API, kind: serving, ready: ga}")
    for day, earliest, cases in (("2026-02-20", None, "open"), ("2026-02-13", date(2026, 1, 5), "fit")):
        (tmp_path / day).mkdir()
        asked = present(tmp_path / day, wishing(day), text=ready)
        quote = first_quote(asked, plan="plan.json")
        assert (gate(quote).earliest, quote.cases) == (earliest, cases)
        better = improved(asked, quote)
        assert (gate(better).earliest, gate(better).proved) == (earliest, True)
    left = improved(asked, quote.model_copy(update={"gates": [open_(quote)]}), solver=timed_out)
    assert gate(left).earliest == date(2026, 1, 5)  # found beside the rest, without the solver


def open_(quote: Quote) -> GateQuote:
    """Its design-in as if no room had been found."""
    return gate(quote).model_copy(update={"earliest": None, "slack": None})


def timed_out(*_: object, **__: object) -> Outcome:
    """A search that finds nothing."""
    return nothing_found(Status.NOTHING_FOUND)()


def test_cases_that_nobody_could_do_are_proved_to_be_so(tmp_path: Path) -> None:
    # the FAE joins the week after the new deal's cases would have to begin, so that ten days do not fit
    text = BUSY.replace("skill: fae, people: 1}", "skill: fae, people: 0, hires: [{first: 2026-02-16, people: 1}]}")
    asked = present(tmp_path, wishing("2026-02-20"), text=text)
    quote = first_quote(asked, plan="plan.json")
    assert (quote.cases, quote.taken.possible, gate(quote).earliest, gate(quote).proved) == ("never", "no", None, True)
    assert "cannot be done" in build_quote(quote).cases


@pytest.mark.parametrize("text", [FOLDER, MORE])
def test_a_deal_without_cases_is_told_nothing_of_them(tmp_path: Path, text: str) -> None:
    quote = first_quote(present(tmp_path, text=text), plan="plan.json")
    assert (quote.cases, build_quote(quote).cases) == ("none", "")
