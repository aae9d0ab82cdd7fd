"""One number each: what the plan, its summary, page, timeline, forecast, publish, compare, what-if and quote count."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from roadmap.changes.present import kept_deals, present_plan
from roadmap.changes.scenarios.scenario_plans import WhatIfVariant
from roadmap.changes.scenarios.side_by_side import lay_side_by_side
from roadmap.cli.text.summary import summary_record
from roadmap.comparing import compare_plans
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.planner.stored.replan import replan
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import Plan
from roadmap.views.sales_timeline import build_timeline
from tests.cli.command import answer, folder, run
from tests.plan_files import plan_text

EVERYTHING = """\
name: One of each
start: 2026-01-05
horizon: 2026-03-27
policy: {safe_slack: 5}
segments:
  isv:
    {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2, lead_time: 0, recognised: 50%,
     lateness: [{days: 0, keeps: 100%}, {days: 10, keeps: 50%}]}
  cloud: {name: Cloud, target: 400, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
capabilities:
  api: {name: API, kind: serving}
  tool: {name: Tool, kind: developer_tools}
  old: {name: Old, kind: serving, ready: ga}
  never: {name: Never, kind: serving}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 5}]}
  g: {name: G, team: core, provides: {tool: ga}, work: [{phase: build, skill: code, effort: 5}]}
releases:
  R1: {freeze: 2026-01-09, ship: 2026-01-16}
  R2: {freeze: 2026-01-23, ship: 2026-01-30}
deals:
  one-day: {name: A, customer: A, segment: isv, stage: opportunity, value: 4000,
    gates: {evaluation: 2026-01-23, design_in: 2026-02-27}, needs: {evaluation: ["api: ga"], design_in: [api]}}
  two-days: {name: B, customer: B, segment: isv, stage: opportunity, value: 400,
    gates: {evaluation: 2026-01-23, design_in: 2026-02-27}, needs: {evaluation: ["api: ga"], design_in: [tool]}}
  at-risk: {name: C, customer: C, segment: cloud, stage: opportunity, value: 400,
    gates: {design_in: 2026-02-02}, needs: {design_in: [tool]}}
  late: {name: D, customer: D, segment: isv, stage: opportunity, value: 400,
    gates: {design_in: 2026-01-28}, needs: {design_in: [tool]}}
  given-up: {name: E, customer: E, segment: cloud, stage: evaluation, value: 400,
    gates: {evaluation: 2026-02-20, design_in: 2026-02-27}, needs: {evaluation: [old], design_in: [never]}}
  there: {name: F, customer: F, segment: cloud, stage: lead, value: 400,
    gates: {design_in: 2026-02-27}, needs: {design_in: [old]}}
  paid: {name: G, customer: G, segment: isv, stage: paid, value: 600, gates: {payment: 2026-01-20}}
"""
"""F ends on the freeze day of R1, the tool lands in R2 on 30 January: one working day before the gate of `at-risk`, two
days after that of `late`."""
TO_FIND = """\
profiles:
  p: {name: P, needs: {design_in: [api]}, pace: {design_in: 10, signing: 15}}
"""
FOLDERS = {
    "one of each": EVERYTHING,
    "placeholders": EVERYTHING.replace("cloud: {name: Cloud,", "cloud: {name: Cloud, recognised: 50%, profile: p,")
    + TO_FIND,
    "hardly any served": EVERYTHING.replace("effort: 5}", "effort: 60}"),
    "no deals": EVERYTHING[: EVERYTHING.index("deals:")],
}


@pytest.fixture(scope="module", params=list(FOLDERS))
def planned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Project, Plan]:
    """A folder with its plan, the project and the plan."""
    return made(tmp_path_factory.mktemp("numbers"), FOLDERS[request.param])


def made(directory: Path, text: str) -> tuple[Path, Project, Plan]:
    """A folder that has been planned, its project and the plan."""
    path = folder(directory, text)
    project = load_project(path).project
    assert project is not None
    plan = replan(project, None, seconds=5).plan
    assert plan is not None
    (path / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    return path, project, plan


def served(plan: Plan) -> list[str]:
    return [line.id for line in plan.deals if line.status is not DealStatus.GIVEN_UP and not line.placeholder]


def test_the_folders_have_deals_of_each_status_and_promises_that_share_a_day(tmp_path: Path) -> None:
    _path, _project, plan = made(tmp_path, EVERYTHING)
    assert {line.id: line.status.value for line in plan.deals} == {
        "one-day": "secured",
        "two-days": "secured",
        "at-risk": "at_risk",
        "late": "late",
        "given-up": "given_up",
        "there": "secured",
    }
    # one-day: both gates on 16 January; two-days: 16 and 30 January; at-risk, late: 30 January; there: no release
    assert len(plan.promised) == 5


def test_promises_are_counted_once_each_everywhere(planned: tuple[Path, Project, Plan]) -> None:
    path, project, plan = planned
    promises, deals = len(plan.promised), len({deal for deal, _day in plan.promised})
    timeline = {
        (gate.deal, gate.promised_day) for gate in build_timeline(plan).gates if gate.promised_day and gate.release
    }
    assert timeline == set(plan.promised)
    assert summary_record(plan, path)["promises"] == promises
    [column] = lay_side_by_side([WhatIfVariant("a", (), project)], [plan], start_from=None, seconds=5).columns
    assert column.promises == promises
    given_up = plan.model_copy(update={"deals": [line.model_copy(update=GIVEN_UP) for line in plan.deals]})
    assert compare_plans(plan, given_up).broken == promises
    assert compare_plans(plan, plan).broken == 0
    shown = re.search(r"<dt>Promises</dt><dd><strong>(\d+)</strong><span>to (\d+) deals?</span>", page(path))
    assert shown is not None
    assert (int(shown[1]), int(shown[2])) == (promises, deals)
    told = answer(run("publish", path / "plan.json", "--json"))
    (path / "baseline.json").unlink()
    assert (told["promises"], len(told["deals"])) == (promises, deals)


GIVEN_UP = {"status": DealStatus.GIVEN_UP, "promises": []}


def test_deals_are_counted_alike_everywhere(planned: tuple[Path, Project, Plan]) -> None:
    path, project, plan = planned
    counts = {status.value: 0 for status in DealStatus}
    for line in plan.deals:
        counts[line.status.value] += not line.placeholder
    assert summary_record(plan, path)["deals"] == counts
    [column] = lay_side_by_side([WhatIfVariant("a", (), project)], [plan], start_from=None, seconds=5).columns
    assert column.deals == counts
    given_up = plan.model_copy(update={"deals": [line.model_copy(update=GIVEN_UP) for line in plan.deals]})
    assert [change.deal for change in compare_plans(plan, given_up).deals if change.is_lost] == sorted(served(plan))
    assert sum(line.deals for line in plan.segments) == sum(counts.values())
    rows = re.search(r"<caption>Open deals by status, contract value</caption>.*?</table>", page(path), flags=re.DOTALL)
    assert rows is not None
    shown = [int(n) for n in re.findall(r'</th><td class="n">(\d+)</td>', rows[0])]
    assert shown == [*counts.values(), sum(counts.values())]
    for deal in (line.id for line in plan.deals if not line.placeholder):
        beside = present_plan(project, deal, plan, digest=plan.made_from.digest)
        assert len(kept_deals(beside)) == len([key for key in served(plan) if key != deal])


def test_what_is_secured_is_one_number_everywhere(planned: tuple[Path, Project, Plan]) -> None:
    path, project, plan = planned
    head = plan.headline
    assert plan.funnel is not None
    assert plan.funnel.coverage is not None
    for word in ("target", "secured", "at_risk", "late", "given_up"):
        segments = sum(getattr(line, word) for line in plan.segments)
        assert getattr(head, word) == getattr(plan.funnel.coverage, word) == segments, word
    assert head.placeholders_revenue == plan.funnel.coverage.placeholders
    kept = head.secured_value + head.at_risk_value + head.late_value
    assert kept + head.given_up_value == head.open_expected
    assert kept + head.placeholders_kept - head.release_cost - head.feature_cost - head.moved_promises == head.value
    told = json.loads(run("forecast", path, "--plan", path / "plan.json", "--json").stdout)["forecast"]["coverage"]
    assert told == plan.funnel.coverage.model_dump(mode="json")
    [column] = lay_side_by_side([WhatIfVariant("a", (), project)], [plan], start_from=None, seconds=5).columns
    assert column.secured == round(head.secured / head.target, 6)


def test_opportunities_are_counted_alike_everywhere(planned: tuple[Path, Project, Plan]) -> None:
    path, project, plan = planned
    assert plan.funnel is not None
    in_hand = sum(deal.stage not in ("lead", "lost") for deal in project.market.deals.values())
    stages = sum(line.deals for segment in plan.funnel.segments for line in segment.stages if line.stage != "lead")
    assert plan.funnel.steps[1].in_hand.whole == in_hand == stages
    shown = re.search(r"need (\S+) opportunities\. (\S+) are in the pipeline, (\S+) must still be found", page(path))
    assert shown is not None
    quantities = (plan.funnel.steps[1].needed, plan.funnel.steps[1].in_hand, plan.funnel.to_find)
    assert shown.groups() == tuple("–" if line.whole is None else str(line.whole) for line in quantities)


def test_nothing_of_a_deal_that_is_given_up_is_promised(planned: tuple[Path, Project, Plan]) -> None:
    path, _project, plan = planned
    given_up = [line for line in plan.deals if line.status is DealStatus.GIVEN_UP]
    assert {gate.status for line in given_up for gate in line.gates} <= {GateStatus.NOT_PROMISED}
    told = [gate for gate in build_timeline(plan).gates if gate.deal_status is DealStatus.GIVEN_UP]
    assert {gate.status for gate in told} <= {GateStatus.NOT_PROMISED}
    assert all(gate.cause for gate in told)
    calendar = run("timeline", path / "plan.json", "--format", "ics").stdout
    assert len(re.findall(r"\(Not promised\)", calendar.replace("\r\n ", ""))) == len(told)
    assert calendar.count("STATUS:TENTATIVE") == len(told)


def page(path: Path) -> str:
    return run("render", path / "plan.json", "-o", "-").stdout
