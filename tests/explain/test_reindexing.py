"""What is indexed anew after a change is what indexing everything anew would give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from requirements.gate import Gate
from roadmap.explaining.asking.change import Change, changed_project
from roadmap.explaining.asking.reindexing import index_changed
from roadmap.explaining.present import Present, present_of
from roadmap.folder.baseline import Baseline
from roadmap.indexing import index_project
from tests.explain.rivals import present, rivals, wants
from tests.explain.test_repairs import FIRST, REPAIRS
from tests.planner.plans import plan_of
from tests.planner.published import published
from tests.projects import project

NEED = (Gate.DESIGN_IN, 0)
CASE = {
    "name": "Site",
    "work": [{"phase": "evaluation", "gate": "design_in", "skill": "buying", "effort": 2, "spread": 5}],
}


def same(plan: Present, change: Change) -> None:
    changed = changed_project(plan.project, change)
    quick, whole = index_changed(plan, changed, change), index_project(changed)
    assert quick.problem == whole.problem
    assert (quick.names.features, quick.names.support) == (whole.names.features, whole.names.support)


@pytest.mark.parametrize("change", [repair[0] for repair in REPAIRS], ids=lambda change: change.kind)
def test_every_kind_of_repair_is_indexed_as_a_whole_folder_would_be(change: Change) -> None:
    same(present(), change)


@pytest.mark.parametrize("kind", ["drop_need", "substitute"])
def test_a_deal_keeps_its_pin(kind: Any) -> None:
    stated: dict[str, Any] = {"pins": [{"deal": "d", "served": True}]}
    plan = present_of(plan_of((1, [6]), (0, [0]), None, **rivals(**stated)), project(**rivals(**stated)))
    same(plan, Change(kind, "d", need=NEED, other="c" if kind == "substitute" else ""))
    assert index_changed(plan, plan.project, Change()) is plan.indexed


def test_a_deal_that_loses_all_its_needs_is_worth_what_it_was() -> None:
    plan = present(deals={"d": wants("api", needs={"design_in": ["api"]}), "e": wants("c", value=400)})
    same(plan, Change("drop_need", "d", need=NEED))


@pytest.mark.parametrize("change", [repair[0] for repair in REPAIRS[2:5]], ids=lambda change: change.kind)
def test_a_deal_keeps_the_support_that_it_brings(change: Change) -> None:
    stated = rivals(deals={"d": wants("api", support=[CASE]), "e": wants("c", value=400, support=[CASE])})
    stated["features"] = {key: stated["features"][key] for key in ("a", "b", "bought")}
    plan = present_of(plan_of((1, [6]), (0, [0]), None, (-1, [5]), (-1, [7]), **stated), project(**stated))
    assert plan.indexed.names.support == ("d", "e")
    same(plan, change)


def test_what_is_published_to_a_deal_follows_from_its_needs() -> None:
    stated = rivals()
    baseline = Baseline("1" * 64, FIRST, (published(key="d", promised="api"),))
    made = replace(project(**stated), baseline=baseline)
    plan = present_of(plan_of((1, [6]), (0, [0]), None, **stated), made)
    assert len(plan.indexed.promises) == 1
    change = Change("substitute", "d", need=NEED, other="c")
    same(plan, change)
    changed = changed_project(made, change)
    assert index_changed(plan, changed, change).promises == index_project(changed).promises
