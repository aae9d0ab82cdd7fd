"""Folders for tests: a small valid one, and others written from texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from roadmap.folder.load import Loaded, load_project

VALID = """\
name: Small
start: 2026-01-05
horizon: 2026-12-31
as_of: 2026-02-02
calendar: {days_off: [2026-05-01]}
include: [more.yaml, deals.csv]
segments:
  isv:
    name: ISV
    target: 3000万
    win_rate: 1/3
    lead_rate: 66.5%
    lateness: [{days: 0, keeps: 100%}, {days: 20, keeps: 0.5}]
capabilities:
  api: {name: Python API, kind: serving, ready: preview}
  triton: {name: Triton backend, kind: serving}
  docs: {name: "Documentation: all of it", kind: knowledge}
deals:
  D1:
    name: Detection for a factory
    customer: Kunlun Vision
    segment: isv
    stage: opportunity
    value: 200万
    win_probability: 60%
    gates:
      evaluation: 2026-04-01
      design_in: 2026-07-01
    needs:
      evaluation: [api]
      design_in:
        - triton | api : ga
        - docs -20%
    situation: >
      Replaces what it has,
      in Python.
"""
MORE = """\
teams:
  sdk:
    name: SDK
    skill: sdk
    people: 2
    reserved: 20%
    hires: [{first: 2026-06-01, people: 1}]
people:
  lin: {name: Lin, team: sdk, skill: qa, leave: [{first: 2026-05-06, last: 2026-05-08}]}
features:
  api-1:
    name: Python API
    team: sdk
    provides: {api: proven}
    work:
      - {phase: design, skill: sdk, effort: 5}
      - {phase: build, skill: sdk, effort: [10, 15, 25], crew: [1, 2]}
      - {phase: verify, skill: qa, effort: 5}
  triton-1:
    name: Triton backend
    team: sdk
    provides: {triton: ga, docs: ga}
    variant: adapt
    upkeep: 100
    work: [{phase: build, skill: sdk, effort: 20}]
    after: [{feature: api-1, wait_for: interface, lag: 5}]
releases:
  R0: {freeze: 2026-01-20, ship: 2026-01-30, cost: 10k, fixed: true}
cadences:
  - {prefix: T, first: 2026-05-01, last: 2026-12-31, weeks: 6, freeze: 10, cost: 150}
progress:
  api-1:
    items:
      design: {started: 2026-01-12, done: 2026-01-16}
      build: {started: 2026-01-19, remaining: 8, crew: 1}
pins:
  - {feature: triton-1, done_by: 2026-09-30, reason: Shown at the fair}
  - {deal: D1, served: true}
"""
DEALS = """\
id,name,customer,segment,stage,value,win_probability,lead_time,owner,situation,evaluation,design_in,needs_evaluation,needs_design_in
D2,"Gate, north",Beihai,isv,lead,￥5万,,5,Zhao,,2026-05-06,2026-08-03,api : preview,triton; docs nice
"""
SMALL: dict[str, str | bytes] = {"roadmap.yaml": VALID, "more.yaml": MORE, "deals.csv": DEALS}
HEADER = "name: Test\nstart: 2026-01-05\nhorizon: 2026-12-31\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a folder; texts as UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return folder


def load(
    folder: Path, files: dict[str, str | bytes], *, encoding: str | None = None, as_of: date | None = None
) -> Loaded:
    """Write files into a folder and load it."""
    return load_project(write(folder, files), encoding=encoding, as_of=as_of)


def told(loaded: Loaded) -> list[str]:
    """The findings as `file:line:column: code`."""
    return [f"{finding.place}: {finding.code}" for finding in loaded.findings]
