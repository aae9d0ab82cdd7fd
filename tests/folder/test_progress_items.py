"""Progress of one of several work items of a phase: by name or by skill, in YAML and CSV; nothing is guessed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from roadmap.folder.load import Loaded, load_project
from roadmap.indexing.people.staff import staff_of
from roadmap.supply.feature import Phase
from roadmap.supply.progress import told_items

FOLDER = """\
name: Two items
start: 2026-01-05
horizon: 2026-06-26
as_of: 2026-01-19
include: [progress.*]
segments:
  isv: {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2}
capabilities:
  api: {name: API, kind: serving}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: lead, value: 5,
     gates: {design_in: 2026-05-29}, needs: {design_in: [api]}}
teams:
  core: {name: Core, skill: code, people: 1}
  board: {name: Board, skill: hw, people: 1}
releases:
  R1: {freeze: 2026-04-30, ship: 2026-04-30}
features:
  f:
    name: F
    team: core
    provides: {api: ga}
    work:
      - {phase: build, skill: code, effort: 10, name: Software}
      - {phase: build, skill: hw, effort: 20, name: Board}
"""


def load(folder: Path, name: str, content: str) -> Loaded:
    (folder / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (folder / name).write_text(content, encoding="utf-8")
    return load_project(folder)


def told(loaded: Loaded) -> dict[int, tuple[object, object]]:
    assert loaded.project is not None
    engineering = loaded.project.engineering
    found = told_items(engineering.features["f"], engineering.progress["f"])
    return {line: (str(item.done), item.remaining) for line, item in found.items()}


YAML = """\
progress:
  f:
    items:
      build:
        - {%s, started: 2026-01-05, done: 2026-01-09, remaining: 0}
        - {%s, started: 2026-01-12, remaining: 12}
"""


@pytest.mark.parametrize("marks", [("name: Software", "skill: hw"), ("skill: code", "name: board")])
def test_a_list_tells_of_each_item_by_name_or_skill(marks: tuple[str, str], tmp_path: Path) -> None:
    loaded = load(tmp_path, "progress.yaml", YAML % marks)
    assert loaded.findings == ()
    assert told(loaded) == {0: ("2026-01-09", 0), 1: ("None", 12)}


@pytest.mark.parametrize(
    "head", ["feature,phase,skill,started,done,remaining", "feature,phase,技能,started,done,remaining"]
)
def test_a_table_has_a_row_for_each_item(head: str, tmp_path: Path) -> None:
    table = f"{head}\nf,build,code,2026-01-05,2026-01-09,\nf,build,hw,2026-01-12,,12\n"
    loaded = load(tmp_path, "progress.csv", table)
    assert loaded.findings == ()
    assert told(loaded) == {0: ("2026-01-09", None), 1: ("None", 12)}


def test_a_row_that_does_not_say_which_is_a_question_and_counts_for_nothing(tmp_path: Path) -> None:
    table = "feature,phase,started,done,remaining\nf,build,2026-01-05,2026-01-09,\nf,build,2026-01-12,,12\n"
    loaded = load(tmp_path, "progress.csv", table)
    assert [(f.place.line, f.code, str(f.severity)) for f in loaded.findings] == [
        (2, "progress-item", "warning"),
        (3, "progress-item", "warning"),
    ]
    assert "Software (code), Board (hw)" in loaded.findings[0].message
    assert told(loaded) == {}


def test_one_item_told_twice_is_an_error(tmp_path: Path) -> None:
    loaded = load(tmp_path, "progress.yaml", YAML % ("skill: code", "name: Software"))
    assert [(f.place.line, f.code) for f in loaded.findings] == [(6, "duplicate-id")]


@pytest.mark.parametrize(
    ("work", "asked"),
    [
        ("{skill: code}, {skill: hw}", ["f (build code)", "f (build hw)"]),
        ("{skill: hw}, {skill: hw}", ["f (build 1)", "f (build 2)"]),
        ("{name: Case, skill: hw}, {skill: hw}", ["f (Case)", "f (build)"]),
    ],
)
def test_a_question_tells_two_items_of_a_phase_apart(work: str, asked: list[str], tmp_path: Path) -> None:
    stated = work.replace("{", "{phase: build, effort: 5, ")
    text = FOLDER[: FOLDER.index("    work:")] + f"    work: [{stated}, {{phase: verify, skill: code, effort: 1}}]\n"
    progress = "progress: {f: {items: {verify: {started: 2026-01-12, done: 2026-01-13}}}}\n"
    (tmp_path / "roadmap.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "progress.yaml").write_text(progress, encoding="utf-8")
    messages = [finding.message for finding in load_project(tmp_path).findings if finding.code == "work-assumed"]
    assert [message.partition(" done?")[0] for message in messages] == [f"is {name}" for name in asked]


PEOPLE = """
people:
  ann: {name: Ann, team: core}
"""
HALVES = {
    "progress.yaml": """\
progress:
  f:
    items:
      build: [{skill: code, started: 2026-01-05, remaining: 2.5, spent: 0.5, people: [ann, core-1]}]
""",
    "progress.csv": "功能,阶段,技能,开始,剩余人天,已用,人员\nf,开发,code,2026-01-05,2.5,0.5,ann；core-1\n",
}


@pytest.mark.parametrize("name", HALVES)
def test_half_days_and_the_people_at_work_are_told_in_either_form(name: str, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FOLDER + PEOPLE, encoding="utf-8")
    (tmp_path / name).write_text(HALVES[name], encoding="utf-8")
    loaded = load_project(tmp_path)
    assert (loaded.findings, loaded.project is None) == ((), False)
    assert loaded.project is not None
    (item,) = loaded.project.engineering.progress["f"].items[Phase.BUILD]
    assert (item.remaining, item.spent, item.people) == (Fraction(5, 2), Fraction(1, 2), ["ann", "core-1"])
    # two people are at work, of whom the crew loses a tenth: 2.5 x 1.1 / 2 = 1.4 days, of which the second is begun
    going = staff_of(loaded.project, origin=loaded.project.as_of, horizon=20).going
    assert [(one.end, len({who for who, _, _ in one.stints})) for one in going] == [(2, 2)]


@pytest.mark.parametrize("name", ["an", "board-x", "nobody-1"])
def test_a_name_that_nobody_has_is_a_fault_of_the_text(name: str, tmp_path: Path) -> None:
    text = HALVES["progress.yaml"].replace("ann", name)
    (tmp_path / "roadmap.yaml").write_text(FOLDER + PEOPLE, encoding="utf-8")
    (tmp_path / "progress.yaml").write_text(text, encoding="utf-8")
    (finding,) = load_project(tmp_path).findings
    assert (finding.code, "Keep somebody who has left" in finding.hint) == ("unknown-reference", name != "an")
