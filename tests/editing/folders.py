"""A small company in several files of several kinds, for the tests of editing."""

from __future__ import annotations

from pathlib import Path

from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit, EditAnswer, RefusedEdits

ROADMAP = """\
name: Company  # of two
start: 2026-01-05
horizon: 2026-12-31
include: [market.yaml, people.yaml, deals.csv]

releases:
  R1: {freeze: 2026-05-29, ship: 2026-06-12}  # the first train
  R2: {freeze: 2026-10-30, ship: 2026-11-13}
features:
  api:
    name: API
    team: sdk
    provides: {api: ga}
    work:
      - {phase: build, skill: sdk, effort: 20}
"""
MARKET = """\
segments:
  isv: {name: ISV, target: 10000, win_rate: 50%, lead_rate: 50%, lead_time: 0, lateness: [{days: 0, keeps: 100%}]}
  cloud: {name: Cloud, target: 10000, win_rate: 50%, lead_rate: 50%, lead_time: 0, lateness: [{days: 0, keeps: 100%}]}
capabilities:
  api: {name: API, kind: serving}
deals:
  # The harbour. It decides in summer.
  harbour:
    name: "Harbour cameras"
    customer: 港湾
    segment: cloud
    stage: lead
    value: 2000  # as Li said
    gates:
      design_in: 2026-06-30
      signing: 2026-07-31
    needs:
      design_in:
        - api : preview
  lake:
    name: Lake
    customer: 镜湖
    segment: cloud
    stage: lead
    value: 1000
    gates: {design_in: 2026-07-31}
    needs: {design_in: [api]}
"""
PEOPLE = """\
teams:
  sdk: {name: SDK, skill: sdk, people: 1}
people:
  lin: {name: Lin, team: sdk}
"""
TABLE = """\
编号,名称,客户,客户类别,阶段,金额(万元),导入,导入需求,签约
door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api,
plane,纸飞机,纸飞机,isv,lead,120,2026/7/31,"api : preview",2026-08-31
"""


def company(folder: Path, **files: str | bytes) -> Path:
    """The company's folder; `files` take the place of its files, by their names with _ for the dot."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str | bytes] = {
        "roadmap.yaml": ROADMAP,
        "market.yaml": MARKET,
        "people.yaml": PEOPLE,
        "deals.csv": TABLE,
    }
    texts |= {name.replace("_", "."): text for name, text in files.items()}
    for name, text in texts.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def changed_lines(diff: str) -> list[str]:
    """The lines that a difference takes out and puts in."""
    return [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def made(folder: Path, *edits: Edit) -> AppliedEdits:
    """Edits that must be made."""
    answer: EditAnswer = FolderEditor(folder).apply(edits)
    assert isinstance(answer, AppliedEdits), answer
    return answer


def refused(folder: Path, *edits: Edit) -> list[str]:
    """What edits are refused for, as place and code; and nothing was written."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    answer = FolderEditor(folder).apply(edits)
    assert isinstance(answer, RefusedEdits), answer
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    return [f"{one.place}: {one.code}" for one in answer.findings]
