"""Target models, counted on schedules given by hand.

The plan runs from Monday 5 January to Friday 27 March 2026, 60 working days, or to 30 April: 84, of which 62 lie before
April. R1 freezes after 8 working days and ships after 10.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.planner.draft import Draft
from roadmap.planner.lines.engineering.model_lines import target_models
from roadmap.planner.lines.support_lines import case_lines
from roadmap.planner.naming.staffing import staff_schedule
from roadmap.plans.document import Plan
from roadmap.plans.engineering.models import ModelQuarter, ModelState, ShareStatus, TargetModelsPart
from roadmap.policy.target_models import TargetModels
from roadmap.schedule import NOWHERE, Placement, Schedule
from tests.planner.plans import TRAIN, plan_of
from tests.projects import capability, deal, feature, project

YOLO, BERT, SWIN = "model-yolo", "model-bert", "model-swin"
MODELS = {key: capability(kind="model", name=key) for key in (YOLO, BERT, SWIN)}
LATER = {"R1": TRAIN, "R2": {"freeze": "2026-03-25", "ship": "2026-03-27"}}


def work(days: int, skill: str = "code") -> dict[str, Any]:
    return {"phase": "build", "skill": skill, "effort": days}


def adapt(model: str, days: int, **fields: Any) -> dict[str, Any]:
    return feature(work(days), provides={model: "ga"}, **fields)


def part(*placements: Any, models: tuple[str, ...] = (YOLO,), **entities: Any) -> TargetModelsPart:
    found = planned(*placements, models=models, **entities).target_models
    assert found is not None
    return found


def planned(*placements: Any, models: tuple[str, ...] = (YOLO,), **entities: Any) -> Plan:
    policy = {"target_models": {"models": list(models)} | entities.pop("policy", {})}
    head = {"policy": policy} | entities.pop("head", {})
    return plan_of(*placements, **({"header": head, "capabilities": MODELS, "releases": LATER} | entities))


def days(quarter: ModelQuarter) -> dict[str, int]:
    fields = ("on_hand", "listed", "ad_hoc", "other", "reserved", "free")
    return {field: getattr(quarter, field) for field in fields}


FEATURES = {"yolo": adapt(YOLO, 42), "bert": adapt(BERT, 6)}


def test_the_list_holds_where_it_gets_its_share_of_the_person_days_on_hand() -> None:
    # One person, 60 days on hand: 42 for the list are 70 %, exactly what is wanted; 6 ad hoc, 12 free.
    found = part((1, [0]), (1, [42]), features=FEATURES)
    assert days(found.total) == {"on_hand": 60, "listed": 42, "ad_hoc": 6, "other": 0, "reserved": 0, "free": 12}
    assert (found.total.wanted, found.total.status) == (42, ShareStatus.HOLDS)
    assert found.quarters == [found.total]
    assert (found.skills, found.share) == (["code"], 0.7)


def test_the_list_does_not_hold_where_the_rest_takes_too_much() -> None:
    # 20 days ad hoc are more than the 18 that are left beside 70 %.
    found = part((1, [0]), (1, [20]), features={"bert": adapt(BERT, 20), "yolo": adapt(YOLO, 35)})
    assert (found.total.listed, found.total.ad_hoc, found.total.status) == (35, 20, ShareStatus.TAKEN)


def test_the_list_does_not_hold_where_people_are_idle() -> None:
    # 18 days ad hoc are all that is left beside 70 %, and no more; 5 days are spent on the list, 37 on nothing.
    found = part((1, [0]), (1, [18]), features={"bert": adapt(BERT, 18), "yolo": adapt(YOLO, 5)})
    assert (found.total.free, found.total.status) == (37, ShareStatus.IDLE)


def test_a_plan_is_counted_by_quarter() -> None:
    # Work of 20 days from slot 50 ends in slot 69: slots 50 to 61 lie in March (12 days), 62 to 69 in April (8 days).
    trains = {"R1": {"freeze": "2026-04-28", "ship": "2026-04-30"}}
    found = part((0, [50]), features={"yolo": adapt(YOLO, 20)}, releases=trains, head={"horizon": "2026-04-30"})
    assert [(q.first, q.last, q.on_hand, q.listed) for q in found.quarters] == [
        (date(2026, 1, 5), date(2026, 3, 31), 62, 12),
        (date(2026, 4, 1), date(2026, 4, 30), 22, 8),
    ]
    assert (found.total.on_hand, found.total.listed) == (84, 20)


def test_the_quarters_of_a_plan_pass_into_the_next_year() -> None:
    head = {"start": "2025-12-22", "horizon": "2026-01-09"}
    trains = {"R1": {"freeze": "2026-01-08", "ship": "2026-01-09"}}
    found = part((0, [0]), features={"yolo": adapt(YOLO, 5)}, releases=trains, head=head)
    assert [(str(q.first), str(q.last)) for q in found.quarters] == [
        ("2025-12-22", "2025-12-31"),
        ("2026-01-01", "2026-01-09"),
    ]


def test_the_share_that_people_keep_is_counted_apart() -> None:
    # Two people keep a quarter: 120 on hand, 30 reserved. 30 days of work take one of them 40 days, 30 of them net.
    teams = {"core": {"name": "Core", "skill": "code", "people": 2, "reserved": "25%"}}
    found = part((1, [0]), features={"yolo": adapt(YOLO, 30)}, teams=teams)
    assert days(found.total) == {"on_hand": 120, "listed": 30, "ad_hoc": 0, "other": 0, "reserved": 30, "free": 60}


def test_only_the_skills_of_the_teams_that_answer_for_models_count() -> None:
    teams = {
        "core": {"name": "Core", "skill": "code", "people": 1},
        "quality": {"name": "Quality", "skill": "test", "people": 3},
    }
    steps = [work(10), {"phase": "verify", "skill": "test", "effort": 4}]
    features = {"yolo": feature(*steps, provides={YOLO: "ga"}), "api": feature(work(5), provides={"api": "ga"})}
    more: dict[str, Any] = {"capabilities": MODELS | {"api": capability()}, "teams": teams, "features": features}
    found = part((1, [0, 10]), (1, [10]), **more)
    assert (found.skills, found.total.on_hand, found.total.listed, found.total.other) == (["code"], 60, 10, 5)
    named = part((1, [0, 10]), (1, [10]), policy={"skills": ["test"]}, **more)
    assert (named.skills, named.total.on_hand, named.total.listed, named.total.other) == (["test"], 180, 4, 0)


def test_support_cases_of_these_skills_are_other_work() -> None:
    # The deal is served and brings a case of 4 days of the skill that adapts models.
    kinds = [
        {
            "name": "Case",
            "work": [{"phase": "evaluation", "gate": "evaluation", "skill": "code", "effort": 4, "spread": 20}],
        }
    ]
    wants = {"d": deal(gates={"evaluation": "2026-02-27"}, needs={"evaluation": []}, support=kinds)}
    made = project(
        capabilities=MODELS, deals=wants, features={}, header={"policy": {"target_models": {"models": [YOLO]}}}
    )
    indexed = index_project(made)
    (item,) = indexed.problem.items
    draft = Draft(made, indexed, Schedule((Placement(NOWHERE, (item.earliest,), (0,)),)))
    lines = case_lines(draft, staff_schedule(indexed, draft.schedule, {"core-1": "core"}))
    found = target_models(draft, [], [], lines)
    assert found is not None
    assert (found.skills, found.total.other) == ([], 0)
    named = made.header.policy.model_copy(update={"target_models": TargetModels(models=[YOLO], skills=["code"])})
    again = replace(draft, project=replace(made, header=made.header.model_copy(update={"policy": named})))
    found = target_models(again, [], [], [*lines, lines[0].model_copy(update={"first": None, "last": None})])
    assert found is not None
    assert (found.total.other, found.total.free) == (4, 56)


def test_second_lines_are_not_on_hand_and_absent_people_neither() -> None:
    # Li adapts models for all 60 days but for ten days of leave; Wu tests, and adapts models only as a second line.
    teams = {"core": {"name": "Core", "skill": "code"}}
    people = {
        "li": {"name": "Li", "team": "core", "leave": [{"first": "2026-02-02", "last": "2026-02-13"}]},
        "wu": {"name": "Wu", "team": "core", "skill": "test", "skills": {"code": "50%"}},
    }
    found = part(None, features={"yolo": adapt(YOLO, 5)}, teams=teams, people=people)
    assert (found.total.on_hand, found.total.free) == (50, 50)


def test_what_was_done_before_today_takes_nobody_and_running_work_counts_from_today() -> None:
    # Build is done; verify began on 8 January and has 3 days to go from Monday 12, when 55 days are on hand.
    features = {"yolo": feature(work(10), {"phase": "verify", "skill": "code", "effort": 5}, provides={YOLO: "ga"})}
    progress = {
        "yolo": {
            "items": {
                "build": {"started": "2026-01-05", "done": "2026-01-07"},
                "verify": {"started": "2026-01-08", "remaining": 3},
            }
        }
    }
    found = part((1, []), features=features, progress=progress, head={"as_of": "2026-01-12"})
    assert (found.total.first, found.total.on_hand, found.total.listed) == (date(2026, 1, 12), 55, 3)


def test_what_is_ad_hoc_is_named_with_the_deals_it_is_for() -> None:
    wants = {"d": deal(gates={"design_in": "2026-03-27"}, needs={"design_in": [BERT]})}
    found = part((1, [6]), (1, [0]), features=FEATURES, deals=wants)
    (line,) = found.ad_hoc
    assert (line.feature, line.release, line.person_days, line.deals, line.kept) == ("bert", "R2", 6, ["d"], 100)


def test_a_feature_that_provides_a_listed_model_too_is_listed() -> None:
    both = feature(work(5), provides={YOLO: "ga", BERT: "ga"})
    found = part((0, [0]), features={"both": both})
    assert (found.total.listed, found.ad_hoc) == (5, [])


def test_a_listed_model_that_is_left_out_says_what_it_would_take_and_who_lacks_it() -> None:
    # Swin is left out; the cheaper of two features would take 8 days. Its deal loses its expected 100.
    wants = {"d": deal(gates={"design_in": "2026-03-27"}, needs={"design_in": [SWIN]})}
    features = {"bert": adapt(BERT, 20), "dear": adapt(SWIN, 30), "swin": adapt(SWIN, 8), "yolo": adapt(YOLO, 5)}
    found = part((1, [0]), None, None, (1, [20]), models=(YOLO, SWIN), features=features, deals=wants)
    there, missing = found.listed
    assert (there.state, there.release, there.features, there.person_days) == (ModelState.PLANNED, "R2", ["yolo"], 5)
    assert (missing.state, missing.release, missing.features) == (ModelState.LEFT_OUT, None, ["dear", "swin"])
    assert (missing.person_days, missing.deals, missing.given_up) == (8, ["d"], 100)


def test_a_listed_model_that_was_there_is_ready() -> None:
    ready = {YOLO: capability(kind="model", ready="ga")}
    (line,) = part(capabilities=MODELS | ready, models=(YOLO, YOLO)).listed
    assert (line.state, line.features, line.person_days) == (ModelState.READY, [], 0)


def test_without_a_list_there_is_nothing_to_check() -> None:
    assert plan_of((0, [0]), capabilities=MODELS, features={"yolo": adapt(YOLO, 5)}).target_models is None


@pytest.mark.parametrize("share", ["0%", "100%"])
def test_the_share_may_be_nothing_or_all(share: str) -> None:
    found = part((1, [0]), features={"yolo": adapt(YOLO, 50)}, policy={"share": share})
    assert found.total.status is (ShareStatus.HOLDS if share == "0%" else ShareStatus.IDLE)
    assert found.total.wanted == (0 if share == "0%" else 60)
