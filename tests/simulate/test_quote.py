"""Quotes, each checked against a plan from scratch in which the deal is pinned to be served."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from requirements.gate import Gate
from roadmap.changes.present import PresentWithDeal, present_plan
from roadmap.changes.quoting import quote_search
from roadmap.changes.quoting.first_quote import first_quote
from roadmap.changes.quoting.new_deal import read_new_deal
from roadmap.changes.quoting.quote import GateQuote, Quote
from roadmap.changes.quoting.quote_search import Improver
from roadmap.folder.baseline import Baseline
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.planner.stored.replan import replan
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import Plan
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.outcome import Outcome
from tests.folder.folders import write
from tests.planner.published import published
from tests.simulate.test_plans import FOLDER, inside

MORE = FOLDER.replace(
    "R1: {freeze: 2026-02-04, ship: 2026-02-06}",
    "R1: {freeze: 2026-02-04, ship: 2026-02-06}\n  R2: {freeze: 2026-03-04, ship: 2026-03-06}",
)
"""A second release: the person has 43 days to its freeze, time for both features of 15 days."""
MORE = MORE.replace(
    "  e:\n", "  closed:\n    {name: X, customer: C3, segment: isv, stage: lost, value: 1, gates: {}}\n  e:\n"
)
NEW = """\
deals:
  n:
    name: New
    customer: C4
    segment: isv
    stage: opportunity
    value: 1000
    gates: {evaluation: 2026-01-30, design_in: 2026-02-13, acceptance: 2026-03-20}
    needs:
      evaluation: []
      design_in: [tool]
"""
"""A deal of 500 expected that needs the tool by 13 February; the plan has the API in R1 and the tool in R2."""


def present(path: Path, new: str = NEW, *, text: str = MORE, plan: Plan | None = None) -> PresentWithDeal:
    """The present plan of the folder, found in a moment, beside a new deal."""
    loaded = load_project(write(path, {"roadmap.yaml": text, "new.txt": new}))
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    planned = plan or replan(loaded.project, None, seconds=60).plan
    assert planned is not None
    made, _ = read_new_deal(path / "new.txt")
    assert made is not None
    changed = load_project(path, revision=made)
    assert changed.project is not None, [str(finding) for finding in changed.findings]
    return present_plan(changed.project, made.key, planned, digest=changed.project.digest)


def improved(
    asked: PresentWithDeal, quote: Quote, *, seconds: float = 20.0, solver: Callable[..., Outcome] = inside
) -> Quote:
    """The quote after a search in this process."""
    deadline = time.monotonic() + seconds
    return Improver(asked, deadline, workers=1, seed=0, stop=threading.Event(), solver=solver).improve(quote)


def gate(quote: Quote, name: Gate = Gate.DESIGN_IN) -> GateQuote:
    return next(line for line in quote.gates if line.gate is name)


def pinned_plan(path: Path, day: str) -> Plan:
    """A plan from scratch with the new deal pinned to be served with its design-in on a day."""
    path.mkdir(exist_ok=True)
    new = NEW.replace("design_in: 2026-02-13", f"design_in: {day}")
    pins = "pins: [{deal: n, served: true}]\ninclude: [n.yaml]\n"
    loaded = load_project(write(path, {"roadmap.yaml": MORE + pins, "n.yaml": new}))
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    plan = replan(loaded.project, None, seconds=60).plan
    assert plan is not None
    return plan


@pytest.fixture
def asked(tmp_path: Path) -> PresentWithDeal:
    """The present plan beside the new deal."""
    return present(tmp_path)


def test_the_first_answer_says_when_each_gate_can_be_promised(asked: PresentWithDeal) -> None:
    quote = first_quote(asked, plan="plan.json")
    assert [(line.gate, line.earliest, line.release, line.slack) for line in quote.gates] == [
        (Gate.EVALUATION, date(2026, 1, 5), None, 19),  # nothing is needed: today, 19 working days ahead
        (Gate.DESIGN_IN, date(2026, 3, 6), "R2", -15),  # three weeks after 13 February
        (Gate.ACCEPTANCE, date(2026, 3, 6), "R2", 10),
    ]
    assert gate(quote).not_before == date(2026, 2, 6)  # with the person to itself the tool is in R1
    assert (quote.keeps, quote.kept, quote.seconds) == ("deals", 2, 0)


def test_taking_it_as_wished_displaces_the_deal_that_was_there(asked: PresentWithDeal) -> None:
    taken = first_quote(asked, plan="plan.json").taken
    # the tool goes into R1 and the API into R2, three weeks after the gate of d, whose 200 fall to half of it
    assert (taken.possible, taken.earns) == ("yes", 500)
    assert [(line.deal, line.before, line.after) for line in taken.displaced] == [("d", 200, 100)]
    (moved,) = taken.displaced[0].moved
    assert (moved.before, moved.after) == (date(2026, 2, 6), date(2026, 3, 6))


def test_a_search_proves_the_first_answer(asked: PresentWithDeal) -> None:
    quote = improved(asked, first_quote(asked, plan="plan.json"))
    assert gate(quote).earliest == date(2026, 3, 6)
    assert gate(quote).proved
    assert gate(quote).not_before == gate(quote, Gate.ACCEPTANCE).not_before  # the same question is asked once
    assert quote.taken.difference is not None
    # 500 for the new deal, 100 of d and all 100 of e, beside 200 of d and 50 of e
    assert quote.taken.difference.found == 450
    assert quote.taken.difference.verdict == "proved"


def test_the_earliest_day_is_what_a_plan_from_scratch_can_do(asked: PresentWithDeal, tmp_path: Path) -> None:
    earliest = gate(improved(asked, first_quote(asked, plan="plan.json"))).earliest
    assert earliest is not None
    plan = pinned_plan(tmp_path / "pinned", earliest.isoformat())
    new = next(deal for deal in plan.deals if deal.id == "n")
    assert new.status is not DealStatus.GIVEN_UP
    assert all(line.status in (GateStatus.MET, GateStatus.AT_RISK) for line in new.gates)


def test_what_it_is_worth_as_wished_is_what_a_plan_from_scratch_is_worth(
    asked: PresentWithDeal, tmp_path: Path
) -> None:
    taken = improved(asked, first_quote(asked, plan="plan.json")).taken
    plan = pinned_plan(tmp_path / "pinned", "2026-02-13")
    assert taken.difference is not None
    # the plan without it is worth 250: 200 of d in time, and half of the 100 of e, which is a week late
    assert taken.difference.found == plan.headline.value - 250


def test_a_deal_that_fits_beside_the_rest_displaces_nothing(tmp_path: Path) -> None:
    later = NEW.replace("design_in: 2026-02-13", "design_in: 2026-03-20")
    quote = first_quote(present(tmp_path, later), plan="plan.json")
    assert gate(quote).slack == 10
    assert (quote.taken.possible, quote.taken.displaced, quote.taken.features, quote.taken.releases) == (
        "yes",
        [],
        [],
        [],
    )


def test_what_is_built_and_cut_only_for_it_is_named(tmp_path: Path) -> None:
    text = MORE.replace("value: 200", "value: 0")
    later = NEW.replace("design_in: 2026-02-13", "design_in: 2026-03-20")
    taken = first_quote(present(tmp_path, later, text=text), plan="plan.json").taken
    assert (taken.features, taken.releases) == (["g"], ["R2"])


def test_a_day_that_no_plan_can_meet_is_proved_so(tmp_path: Path) -> None:
    sooner = NEW.replace(
        "evaluation: 2026-01-30, design_in: 2026-02-13", "evaluation: 2026-01-06, design_in: 2026-01-20"
    )
    asked = present(tmp_path, sooner)
    quote = first_quote(asked, plan="plan.json")
    assert (quote.taken.possible, quote.taken.difference) == ("no", None)
    assert improved(asked, quote).taken == quote.taken


def test_a_need_that_no_feature_meets_is_proved_to_come_never(tmp_path: Path) -> None:
    text = MORE.replace("  tool: {", "  other: {name: Other, kind: serving}\n  tool: {")
    asked = present(tmp_path, NEW.replace("[tool]", "[other]"), text=text)
    line = gate(first_quote(asked, plan="plan.json"))
    assert (line.earliest, line.not_before, line.proved) == (None, None, True)


def patient() -> str:
    """The folder with d in no hurry: its gate is in March, but the plan has its feature first; e is worth nothing."""
    text = MORE.replace("value: 400, gates: {design_in: 2026-02-27}", "value: 400, gates: {design_in: 2026-03-20}")
    return text.replace("value: 200, gates: {design_in: 2026-02-27}", "value: 0, gates: {design_in: 2026-03-20}")


def inserted(quote: Quote) -> Quote:
    """The quote as if nothing were known but that the tool fits into R2 beside the rest."""
    later = {"earliest": date(2026, 3, 6), "release": "R2", "slack": -15}
    gates = [line.model_copy(update=later) if line.release else line for line in quote.gates]
    return quote.model_copy(update={"gates": gates})


def test_a_plan_with_the_deal_that_harms_nobody_gives_its_days(tmp_path: Path) -> None:
    line = gate(first_quote(present(tmp_path, text=patient()), plan="plan.json"))
    assert (line.earliest, line.release, line.slack, line.proved) == (date(2026, 2, 6), "R1", 5, True)


def test_a_day_that_needs_others_to_move_is_found_without_the_solver(tmp_path: Path) -> None:
    asked = present(tmp_path, text=patient())
    quote = inserted(first_quote(asked, plan="plan.json"))
    better = gate(improved(asked, quote, solver=nothing_found(Status.NOTHING_FOUND)))
    assert (better.earliest, better.release, better.slack) == (date(2026, 2, 6), "R1", 5)


def test_the_solver_finds_and_rules_out_what_insertion_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quote_search, "restart", lambda *_: None)
    monkeypatch.setattr(quote_search, "sooner_by", lambda _present, line, _schedule: line)
    for text, earliest in ((MORE, date(2026, 3, 6)), (patient(), date(2026, 2, 6))):
        asked = present(tmp_path, text=text)
        better = gate(improved(asked, inserted(first_quote(asked, plan="plan.json"))))
        assert (better.earliest, better.proved) == (earliest, True)


def nothing_found(status: Status) -> Callable[..., Outcome]:
    return lambda *_, **__: Outcome(None, Proof(status, Stopped.TIME, None, None), "made up")


def test_the_answer_begins_from_what_still_holds_of_an_older_plan(tmp_path: Path) -> None:
    older = MORE.replace("  e:\n", "  x:\n")
    plan = replan(loaded_project(tmp_path / "older", older), None, seconds=60).plan
    (tmp_path / "now").mkdir()
    loaded = load_project(write(tmp_path / "now", {"roadmap.yaml": MORE, "new.txt": NEW}))
    made, _ = read_new_deal(tmp_path / "now" / "new.txt")
    changed = load_project(tmp_path / "now", revision=made).project
    assert None not in (loaded.project, plan, changed, made)
    asked = present_plan(changed, "n", plan, digest="another")  # type: ignore[arg-type]
    assert (asked.fresh, asked.bound, first_quote(asked, plan="plan.json").kept) == (False, None, 2)


def loaded_project(path: Path, text: str) -> Project:
    path.mkdir(exist_ok=True)
    loaded = load_project(write(path, {"roadmap.yaml": text}))
    assert loaded.project is not None
    return loaded.project


def test_a_closed_deal_has_nothing_to_promise(tmp_path: Path) -> None:
    with pytest.raises(RoadmapError, match="the deal n is closed"):
        present(tmp_path, NEW.replace("stage: opportunity", "stage: lost"))


def test_a_plan_that_pins_have_overtaken_is_to_be_made_again(tmp_path: Path) -> None:
    plan = replan(loaded_project(tmp_path / "a", MORE), None, seconds=60).plan
    pins = "pins: [{feature: f, release: R1}, {feature: g, release: R1}]\n"
    with pytest.raises(RoadmapError, match="no longer valid"):
        present(tmp_path / "b", text=MORE + pins, plan=plan)


def test_where_promises_are_published_the_earliest_days_keep_those(tmp_path: Path) -> None:
    # only d was promised anything: e, which waits for the second release, may wait for ever
    quote_of = {}
    for name, promises in (("none", ()), ("d", (published(date(2026, 2, 6), promised="api", key="d"),))):
        made = present(tmp_path / name)
        baseline = Baseline("1" * 64, date(2026, 1, 5), promises) if promises else None
        project = replace(made.project, baseline=baseline)
        plan = replan(project, None, seconds=60).plan
        assert plan is not None
        asked = present_plan(project, "n", plan, digest="another")
        quote_of[name] = improved(asked, first_quote(asked, plan="plan.json"))
    assert [(quote.keeps, quote.kept) for quote in quote_of.values()] == [("deals", 2), ("promises", 1)]


def test_a_file_that_cannot_be_read_is_no_deal(tmp_path: Path) -> None:
    new, (finding,) = read_new_deal(tmp_path / "none.yaml")
    assert (new, finding.code, str(finding.place)) == (None, "quote-form", "none.yaml")
