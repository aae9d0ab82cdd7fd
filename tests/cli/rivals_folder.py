"""The rivals of tests.explain.rivals as a folder with a plan: one person, two deals, room for one before R1 freezes."""

from __future__ import annotations

from pathlib import Path

from roadmap.folder.load import load_project
from roadmap.planner.stored.replan import replan
from tests.plan_files import plan_text

RIVALS = """\
name: Rivals
start: 2026-01-05
horizon: 2026-06-26
segments:
  isv: {name: ISV, target: 300, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
profiles:
  either: {name: Takes either, needs: {design_in: [api | c]}}
capabilities:
  api: {name: API, kind: serving}
  c: {name: C, kind: serving}
deals:
  d:
    {name: D, customer: K, segment: isv, stage: opportunity, value: 200,
     gates: {design_in: 2026-01-16}, needs: {design_in: [api]}}
  e:
    {name: E, customer: L, segment: isv, stage: opportunity, value: 400,
     gates: {design_in: 2026-01-16}, needs: {design_in: [c]}}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  a: {name: A, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 5}]}
  b: {name: B, team: core, provides: {c: ga}, work: [{phase: build, skill: code, effort: 6}]}
  idle: {name: I, team: core, provides: {api: preview}, work: [{phase: build, skill: code, effort: 1}]}
releases:
  R1: {freeze: 2026-01-14, ship: 2026-01-16}
  R2: {freeze: 2026-01-30, ship: 2026-02-02}
  R3: {freeze: 2026-05-29, ship: 2026-06-01}
"""


def rivals_folder(path: Path, text: str = RIVALS) -> Path:
    """A folder and its best plan, worth 250; returns the plan's file."""
    path.mkdir(exist_ok=True)
    (path / "roadmap.yaml").write_text(text, encoding="utf-8")
    project = load_project(path, encoding=None, as_of=None).project
    assert project is not None
    plan = replan(project, None, seconds=20.0).plan
    assert plan is not None
    assert plan.headline.value == plan.proof.bound == 250
    (path / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    return path / "plan.json"
