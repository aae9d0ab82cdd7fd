"""Steps of a meeting outlive the program: what was done can be taken back after a restart."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from requirements.gate import Gate
from roadmap.meeting.gestures import ChangeNeed, ChangePeople, Gesture, MoveGate, PinFeature, SwitchDeal
from roadmap.meeting.meeting import MeetingChange, PlanningMeeting
from roadmap.meeting.steps import MOST_KEPT, MeetingSteps


def opened(folder: Path) -> PlanningMeeting:
    """A meeting as a program that has just begun finds it."""
    return PlanningMeeting(folder, "q3")


def sentences(folder: Path) -> list[str]:
    state = opened(folder).state()
    assert state.findings == ()
    return [line.sentence for line in state.lines]


def steps_file(folder: Path) -> Path:
    return folder / "meetings" / ".steps" / "q3.yaml.jsonl"


@pytest.mark.parametrize("restarts", [False, True])
def test_undo_and_redo_go_step_by_step_over_restarts(tmp_path: Path, restarts: bool) -> None:
    made = opened(tmp_path)

    def meeting() -> PlanningMeeting:
        return opened(tmp_path) if restarts else made

    contents = [b""]
    for deal in ("a", "b", "c"):
        meeting().make(SwitchDeal(deal, served=False))
        contents.append((tmp_path / "meetings" / "q3.yaml").read_bytes())
    for count in (2, 1):
        meeting().undo()
        assert (tmp_path / "meetings" / "q3.yaml").read_bytes() == contents[count]
    state = meeting().state()
    assert (state.can_undo, state.can_redo) == (True, True)
    meeting().redo()
    assert (tmp_path / "meetings" / "q3.yaml").read_bytes() == contents[2]
    meeting().make(ChangePeople("code", 1))
    assert not meeting().state().can_redo  # a new step ends what could be made again


def test_steps_of_a_scenario_that_is_gone_are_not_those_of_the_next(tmp_path: Path) -> None:
    opened(tmp_path).make(SwitchDeal("a", served=False))
    (tmp_path / "meetings" / "q3.yaml").unlink()
    assert not opened(tmp_path).state().can_undo
    opened(tmp_path).make(SwitchDeal("b", served=False))
    opened(tmp_path).undo()
    assert not opened(tmp_path).state().can_undo
    assert sentences(tmp_path) == []


def test_a_line_that_was_half_written_is_no_step(tmp_path: Path) -> None:
    opened(tmp_path).make(SwitchDeal("a", served=False))
    opened(tmp_path).make(SwitchDeal("b", served=False))
    file = steps_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-20])
    meeting = opened(tmp_path)
    assert meeting.state().can_undo
    assert isinstance(meeting.undo(), MeetingChange)  # of a: b stands, whoever wrote it
    assert sentences(tmp_path) == ["b is given up"]


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    steps_file(tmp_path).parent.mkdir(parents=True)
    steps_file(tmp_path).write_text("mine\n", encoding="utf-8")
    (tmp_path / "meetings" / "q3.yaml").write_text("name: q3\n", encoding="utf-8")
    meeting = opened(tmp_path)
    meeting.make(SwitchDeal("a", served=False))
    assert meeting.state().can_undo
    assert steps_file(tmp_path).read_text(encoding="utf-8") == "mine\n"


def test_without_a_place_for_steps_a_meeting_goes_on(tmp_path: Path) -> None:
    (tmp_path / "meetings").mkdir()
    (tmp_path / "meetings" / ".steps").write_text("in the way", encoding="utf-8")
    meeting = opened(tmp_path)
    meeting.make(SwitchDeal("a", served=False))
    meeting.undo()
    assert meeting.state().can_redo
    assert not opened(tmp_path).state().can_redo


def test_git_leaves_the_steps_alone_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    opened(tmp_path).make(SwitchDeal("a", served=False))
    assert (steps_file(tmp_path).parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert steps_file(tmp_path).stat().st_mode & 0o077 == 0


def test_a_long_meeting_is_written_anew_and_keeps_its_last_steps(tmp_path: Path) -> None:
    scenario = tmp_path / "q3.yaml"
    scenario.write_text("name: q3\n", encoding="utf-8")
    steps = MeetingSteps(scenario)
    count = 2 * MOST_KEPT + 10
    for number in range(count):
        steps.make((b"%d" % number, b"%d" % (number + 1)))
    steps.undo((b"x", b"\xffy"))  # bytes that are no text come back as they are
    again = MeetingSteps(scenario)
    again.make((b"p", b"q"))
    again.undo((b"q", b"p"))
    last = MeetingSteps(scenario)
    kept = [(b"%d" % number, b"%d" % (number + 1)) for number in range(count - 1)][1 - MOST_KEPT :]
    assert last.done[-len(kept) :] == kept
    assert last.undone == [(b"q", b"p")]
    assert len((tmp_path / ".steps" / "q3.yaml.jsonl").read_text(encoding="utf-8").splitlines()) < count


def gesture_of(chance: random.Random, owner: str) -> Gesture:
    """A gesture on something that only one of two people touches."""
    deal = f"{owner}{chance.randrange(3)}"
    gestures: list[Gesture] = [
        SwitchDeal(deal, served=chance.choice([True, False, None])),
        MoveGate(deal, Gate.DESIGN_IN, chance.choice([None, date(2026, 5, 1), date(2026, 6, 1)])),
        ChangePeople(deal, chance.choice([-1, 1, 2])),
        ChangeNeed(deal, Gate.SIGNING, "api", by=chance.choice([None, "tool"]), kept=chance.random() < 0.3),
        PinFeature(deal, release=chance.choice([None, "R1"])),
    ]
    return chance.choice(gestures)


def told(folder: Path, owner: str) -> list[str]:
    """The lines of one of them, in any order."""
    return sorted(one for one in sentences(folder) if owner in one.partition(":")[0] or owner in one.rpartition(":")[2])


@pytest.mark.parametrize("seed", range(8))
def test_two_people_undo_their_own_steps_whatever_the_other_does(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    people = {"x": PlanningMeeting(tmp_path, "q3"), "y": PlanningMeeting(tmp_path, "q3")}
    past: dict[str, list[list[str]]] = {"x": [[]], "y": [[]]}
    place = {"x": 0, "y": 0}
    people["x"].note("so that there is a file")
    people["x"].undo()
    for _turn in range(40):
        owner = chance.choice("xy")
        other = "y" if owner == "x" else "x"
        what = chance.choice(["make", "make", "undo", "redo"])
        if what == "make":
            made = people[owner].make(gesture_of(chance, owner))
            if told(tmp_path, owner) != past[owner][place[owner]]:
                del past[owner][place[owner] + 1 :]
                past[owner].append(told(tmp_path, owner))
                place[owner] += 1
        elif what == "undo" and place[owner]:
            made = people[owner].undo()
            place[owner] -= 1
        elif what == "redo" and place[owner] < len(past[owner]) - 1:
            made = people[owner].redo()
            place[owner] += 1
        else:
            continue
        assert isinstance(made, MeetingChange)
        assert told(tmp_path, owner) == past[owner][place[owner]]
        assert told(tmp_path, other) == past[other][place[other]]
