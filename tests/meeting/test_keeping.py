"""Keeping a scenario: the folder then says what the planner was asked about, by the smallest edits, once."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

import roadmap
from requirements.gate import Gate
from roadmap.changes.scenarios.revise import Changes
from roadmap.editing import writing
from roadmap.editing.editor import FolderEditor
from roadmap.editing.writing import finish_writing
from roadmap.folder.load import load_project
from roadmap.meeting.gestures import ChangeNeed, ChangePeople, Gesture, MoveGate, PinFeature, SwitchDeal
from roadmap.meeting.meeting import MeetingChange, PlanningMeeting
from roadmap.operations.meeting.keep import KeptScenario, keep
from roadmap.outputs.writing import files
from tests.editing.folders import ROADMAP, changed_lines, company

DAY = date(2026, 5, 4)
GESTURES: list[Gesture] = [
    MoveGate("harbour", Gate.DESIGN_IN, date(2026, 7, 15)),
    SwitchDeal("lake", served=True),
    ChangePeople("sdk", 2, date(2026, 4, 1)),
    PinFeature("api", release="R2"),
    ChangeNeed("plane", Gate.DESIGN_IN, "api", by="api nice"),
]


def meeting(folder: Path, *gestures: Gesture) -> PlanningMeeting:
    """A meeting of the company with some gestures."""
    made = PlanningMeeting(company(folder), "autumn")
    for gesture in gestures:
        assert isinstance(made.make(gesture), MeetingChange)
    return made


def kept(folder: Path, *gestures: Gesture) -> KeptScenario:
    meeting(folder, *gestures)
    return keep(folder, "autumn", day=DAY)


def test_the_five_gestures_become_the_smallest_edits(tmp_path: Path) -> None:
    done = kept(tmp_path, *GESTURES)
    assert sorted(changed_lines(done.edits.diff)) == sorted([
        "-      design_in: 2026-06-30",
        "+      design_in: 2026-07-15",
        "-  sdk: {name: SDK, skill: sdk, people: 1}",
        "+  sdk: {name: SDK, skill: sdk, people: 1, hires: [{first: 2026-04-01, people: 2}]}",
        '-plane,纸飞机,纸飞机,isv,lead,120,2026/7/31,"api : preview",2026-08-31',
        '+plane,纸飞机,纸飞机,isv,lead,120,2026/7/31,"api nice",2026-08-31',
        "+pins:",
        "+  - {deal: lake, served: true}",
        "+  - {feature: api, release: R2}",
    ])  # fmt: skip
    assert (tmp_path / "roadmap.yaml").read_text().startswith(ROADMAP)
    assert done.sentences[0] == "2 more people from 2026-04-01: sdk"


@pytest.mark.parametrize(
    "text",
    [
        "drop: [deals.harbour, deals.door]\n",
        "drop: [deals.lake, deals.harbour]\n",
        "people: [-1:sdk@2026-05-04]\n",
        "people: [-2:sdk]\n",
        "set: {policy.safe_slack: 3, deals.lake.needs.design_in.+: api, releases.R1.cost: 100}\n",
        "set: {deals.harbour.gates.payment: 2026-12-01, features.api.work.build.effort: [10, 20, 30]}\n",
        "add:\n  deals:\n    new: {name: N, customer: C, segment: isv, stage: lead, value: 100,"
        " gates: {design_in: 2026-09-01}}\nset: {deals.new.value: 200}\n",
        "add: {pins: [{deal: lake, served: true}]}\npins: [{deal: harbour, served: false}]\n",
        "set: {'pins.+': {deal: lake, served: true}}\n",
    ],
)
def test_the_folder_then_is_the_one_that_was_planned(tmp_path: Path, text: str) -> None:
    company(tmp_path)
    (tmp_path / "s.yaml").write_text(f"name: S\n{text}")
    changes = PlanningMeeting(tmp_path, tmp_path / "s.yaml").state().changes
    wanted = load_project(tmp_path, revision=Changes(changes))
    assert wanted.project is not None, wanted.findings
    keep(tmp_path, tmp_path / "s.yaml", day=DAY)
    found = load_project(tmp_path)
    assert found.project is not None
    for part in ("market", "engineering", "header"):
        one, other = getattr(found.project, part), getattr(wanted.project, part)
        assert (one.model_dump() if part == "header" else one) == (other.model_dump() if part == "header" else other)
    assert sorted(map(repr, found.project.pins)) == sorted(map(repr, wanted.project.pins))


def test_a_kept_scenario_is_not_kept_twice(tmp_path: Path) -> None:
    kept(tmp_path, ChangePeople("sdk", 2))
    assert (
        tmp_path / "meetings" / "autumn.yaml"
    ).read_text() == "name: autumn\npeople:\n  - +2:sdk\nkept: 2026-05-04\n"
    with pytest.raises(roadmap.UsageFault, match="changes nothing that the folder does not have"):
        keep(tmp_path, "autumn")
    with pytest.raises(roadmap.InputFault) as fault:
        roadmap.whatif(tmp_path, scenarios=[tmp_path / "meetings" / "autumn.yaml"])
    assert [one.code for one in fault.value.findings] == ["scenario-kept"]


def test_a_scenario_that_no_longer_fits_changes_nothing(tmp_path: Path) -> None:
    made = meeting(tmp_path, *GESTURES)
    market = tmp_path / "market.yaml"
    market.write_text(market.read_text().replace("  lake:", "  pond:"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(roadmap.InputFault) as fault:
        keep(tmp_path, "autumn")
    assert [str(one.place) for one in fault.value.findings] == ["autumn.yaml:6:12"]  # the pin of a deal that is gone
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert made.state().kept is None


def test_a_trial_changes_nothing(tmp_path: Path) -> None:
    meeting(tmp_path, *GESTURES)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert keep(tmp_path, "autumn", dry_run=True).edits.files
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_folder_and_scenario_are_written_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting(tmp_path, ChangePeople("sdk", 2))
    named: list[Path] = []
    name_file = files._name

    def dying(part: Path, target: Path, **more: Path) -> None:
        if target.suffix == ".yaml":
            if named:  # people.yaml has its new content, the scenario has not
                raise KeyboardInterrupt
            named.append(target)
        name_file(part, target, **more)

    monkeypatch.setattr(files, "_name", dying)
    monkeypatch.setattr(writing, "_take_back", lambda *_: None)  # as one that is killed takes nothing back
    with pytest.raises(KeyboardInterrupt):
        keep(tmp_path, "autumn", day=DAY)
    monkeypatch.undo()
    assert finish_writing(tmp_path) == ("meetings/autumn.yaml",)
    with pytest.raises(roadmap.UsageFault):
        keep(tmp_path, "autumn")  # so the two people come once


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Li", "-c", "user.email=li@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The company in a repository of git, with something that somebody else has prepared."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Li")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "li@example.com")
    meeting(tmp_path, ChangePeople("sdk", 2)).decide("Two more", who="Wu", day=DAY)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "*.yaml", "*.csv")
    git(tmp_path, "commit", "-qm", "Begin")
    (tmp_path / "notes.txt").write_text("mine")
    git(tmp_path, "add", "notes.txt")
    return tmp_path


def test_a_commit_holds_the_edited_files_alone_and_says_what_changed(repository: Path) -> None:
    done = keep(repository, "autumn", commit=True, day=DAY)
    assert git(repository, "log", "-1", "--format=%h%n%B").splitlines() == [
        done.commit, "Keep the scenario autumn", "", "- 2 more people: sdk", "- Two more (Wu, 2026-05-04)", "",
    ]  # fmt: skip
    assert git(repository, "show", "--name-only", "--format=").split() == ["meetings/autumn.yaml", "people.yaml"]
    assert git(repository, "status", "--porcelain").split() == ["A", "notes.txt"]


def test_a_commit_that_git_refuses_leaves_the_files_written(repository: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(roadmap.RoadmapError, match=r"did not commit them\. git says: “not on a Friday”"):
        keep(repository, "autumn", commit=True, day=DAY)
    assert "people: 3" in (repository / "people.yaml").read_text()


def test_without_git_everything_but_the_commit_is_done(tmp_path: Path) -> None:
    meeting(tmp_path, ChangePeople("sdk", 2))
    with pytest.raises(roadmap.RoadmapError, match="is not in a git repository"):
        keep(tmp_path, "autumn", commit=True, day=DAY)
    assert "people: 3" in (tmp_path / "people.yaml").read_text()


def test_what_was_kept_is_taken_back_in_one_step(tmp_path: Path) -> None:
    meeting(tmp_path, *GESTURES)
    before = {
        name: (tmp_path / name).read_bytes() for name in ("market.yaml", "people.yaml", "deals.csv", "roadmap.yaml")
    }
    editor = FolderEditor(tmp_path)
    done = keep(tmp_path, "autumn", day=DAY, editor=editor)
    editor.undo(done.edits.undo)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
