"""A meeting: each gesture is one line of a scenario file, comments stay, and nobody loses what another did."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from requirements.gate import Gate
from roadmap.editing.edits import ABSENT, EditConflict, RefusedEdits
from roadmap.meeting.gestures import ChangeNeed, ChangePeople, Gesture, MoveGate, PinFeature, SwitchDeal
from roadmap.meeting.meeting import MeetingAnswer, MeetingChange, PlanningMeeting, meetings_of
from roadmap.meeting.state import MeetingState
from roadmap.operations.meeting.keep import keep
from roadmap.operations.meeting.minutes import minutes
from tests.editing.folders import company

MAY = date(2026, 5, 15)


def done(answer: MeetingAnswer) -> MeetingState:
    """The meeting after a change that must be made."""
    assert isinstance(answer, MeetingChange), answer
    return answer.state


def lines_after(folder: Path, *gestures: Gesture) -> list[str]:
    """The file of a meeting after some gestures, without its name."""
    meeting = PlanningMeeting(company(folder), "autumn")
    for gesture in gestures:
        done(meeting.make(gesture))
    return meeting.path.read_text().splitlines()[1:]


@pytest.mark.parametrize(
    ("gesture", "lines", "sentence"),
    [
        (MoveGate("harbour", Gate.DESIGN_IN, MAY), ["set:", "  deals.harbour.gates.design_in: 2026-05-15"],
         "harbour: Design-in on 2026-05-15"),
        (SwitchDeal("harbour", served=False), ["pins:", "  - {deal: harbour, served: false}"], "harbour is given up"),
        (SwitchDeal("lake", served=True), ["pins:", "  - {deal: lake, served: true}"], "lake must be served"),
        (ChangePeople("sdk", 2, date(2026, 4, 1)), ["people:", "  - +2:sdk@2026-04-01"],
         "2 more people from 2026-04-01: sdk"),
        (ChangePeople("sdk", -1), ["people:", "  - -1:sdk"], "1 person fewer: sdk"),
        (PinFeature("api", release="R2"), ["pins:", "  - {feature: api, release: R2}"], "api lands in R2"),
        (PinFeature("api", planned=False), ["pins:", "  - {feature: api, planned: false}"], "api is not built"),
        (ChangeNeed("harbour", Gate.DESIGN_IN, "api"), ["drop:", "  - deals.harbour.needs.design_in.api"],
         "harbour: Design-in without api"),
        (ChangeNeed("harbour", Gate.DESIGN_IN, "api", by="api nice"),
         ["set:", "  deals.harbour.needs.design_in.api: api nice"], "harbour: Design-in with api nice instead of api"),
    ],
)  # fmt: skip
def test_a_gesture_is_one_line_that_the_folder_takes(
    tmp_path: Path, gesture: Gesture, lines: list[str], sentence: str
) -> None:
    assert lines_after(tmp_path, gesture) == lines
    state = PlanningMeeting(tmp_path, "autumn").state()
    assert [line.sentence for line in state.lines] == [sentence]
    assert len(state.changes) == 1
    assert not state.findings


@pytest.mark.parametrize(
    ("gestures", "lines"),
    [
        ([MoveGate("lake", Gate.DESIGN_IN, MAY), MoveGate("lake", Gate.DESIGN_IN, date(2026, 6, 1))],
         ["set:", "  deals.lake.gates.design_in: 2026-06-01"]),
        ([MoveGate("lake", Gate.DESIGN_IN, MAY), MoveGate("lake", Gate.DESIGN_IN, None)], ["set: {}"]),
        ([SwitchDeal("lake", served=True), SwitchDeal("lake", served=False)],
         ["pins:", "  - {deal: lake, served: false}"]),
        ([SwitchDeal("lake", served=True), SwitchDeal("harbour", served=True), SwitchDeal("lake", served=None)],
         ["pins:", "  - {deal: harbour, served: true}"]),
        ([ChangePeople("sdk", 1), ChangePeople("sdk", 1)], ["people:", "  - +2:sdk"]),
        ([ChangePeople("sdk", 1), ChangePeople("sdk", -1)], ["people: []"]),
        ([PinFeature("api", release="R1"), PinFeature("api", release="R2")],
         ["pins:", "  - {feature: api, release: R2}"]),
        ([ChangeNeed("lake", Gate.DESIGN_IN, "api"), ChangeNeed("lake", Gate.DESIGN_IN, "api", by="api : preview")],
         ["drop: []", "set:", '  deals.lake.needs.design_in.api: "api : preview"']),
        ([ChangeNeed("lake", Gate.DESIGN_IN, "api"), ChangeNeed("lake", Gate.DESIGN_IN, "api", kept=True)],
         ["drop: []"]),
    ],
)  # fmt: skip
def test_a_second_gesture_on_the_same_thing_changes_its_line(
    tmp_path: Path, gestures: list[Gesture], lines: list[str]
) -> None:
    assert lines_after(tmp_path, *gestures) == lines


def test_comments_and_lines_of_people_stay(tmp_path: Path) -> None:
    path = company(tmp_path) / "what-if.yaml"
    path.write_text("# For the board.\nname: Autumn  # 2026\nset:\n  # Li asked.\n  policy.safe_slack: 3\n")
    meeting = PlanningMeeting(tmp_path, path)
    state = done(meeting.make(MoveGate("lake", Gate.DESIGN_IN, MAY)))
    assert path.read_text() == (
        "# For the board.\nname: Autumn  # 2026\nset:\n  # Li asked.\n  policy.safe_slack: 3\n"
        "  deals.lake.gates.design_in: 2026-05-15\n"
    )
    assert state.name == "Autumn"
    done(meeting.remove(state.lines[0].id))
    assert "  # Li asked.\n  deals.lake" in path.read_text()


def test_the_changes_without_a_line_are_all_others(tmp_path: Path) -> None:
    lines_after(tmp_path, MoveGate("lake", Gate.DESIGN_IN, MAY), SwitchDeal("harbour", served=True))
    state = PlanningMeeting(tmp_path, "autumn").state()
    assert [change.path for change in state.changes] == ["pins.harbour", "deals.lake.gates.design_in"]
    assert [change.path for change in state.without(state.lines[0].id)] == ["deals.lake.gates.design_in"]


def test_undo_and_redo_go_step_by_step_and_keep_what_others_did(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    done(meeting.make(MoveGate("lake", Gate.DESIGN_IN, MAY)))
    texts = [meeting.path.read_text()]
    done(meeting.make(SwitchDeal("harbour", served=True)))
    texts.append(meeting.path.read_text())
    state = done(meeting.undo())
    assert (meeting.path.read_text(), state.can_undo, state.can_redo) == (texts[0], True, True)
    done(meeting.redo())
    assert meeting.path.read_text() == texts[1]
    meeting.path.write_text(texts[1] + "# said by somebody in an editor\n")
    done(meeting.undo())
    assert meeting.path.read_text() == texts[0] + "# said by somebody in an editor\n"
    done(meeting.undo())
    state = done(meeting.undo())  # nothing is left to take back
    assert (state.changes, state.can_undo) == ((), False)


def test_two_browsers_on_one_line_do_not_overwrite_each_other(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    first = done(meeting.make(MoveGate("lake", Gate.DESIGN_IN, MAY), seen=ABSENT)).lines[0]
    done(meeting.make(MoveGate("harbour", Gate.DESIGN_IN, MAY), seen=ABSENT))  # another line never collides
    done(meeting.make(MoveGate("lake", Gate.DESIGN_IN, date(2026, 6, 1)), seen=first.hash))
    late = meeting.make(MoveGate("lake", Gate.DESIGN_IN, date(2026, 7, 1)), seen=first.hash)
    assert isinstance(late, EditConflict)
    assert [late.base, late.yours, late.theirs] == [
        f"deals.lake.gates.design_in: {day}" for day in ("2026-05-15", "2026-07-01", "2026-06-01")
    ]
    assert isinstance(meeting.remove(first.id), EditConflict)
    assert "2026-06-01" in meeting.path.read_text()


def test_notes_and_decisions_stand_in_the_file_and_change_nothing(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    done(meeting.note("The carrier decides in May: perhaps.", about="deals.lake", who="Li"))
    state = done(meeting.decide("We hold R1", who="Wu", day=MAY, because="two deals need it", about="releases.R1"))
    assert meeting.path.read_text() == (
        "name: autumn\nnotes:\n"
        '  - {text: "The carrier decides in May: perhaps.", about: deals.lake, who: Li}\n'
        "decisions:\n"
        "  - what: We hold R1\n    who: Wu\n    day: 2026-05-15\n"
        "    because: two deals need it\n    about: releases.R1\n"
    )
    assert (state.notes[0].who, state.decisions[0].day, state.changes) == ("Li", MAY, ())
    assert not done(meeting.remove(state.remarks[0].id)).notes


def test_what_was_written_down_is_corrected_also_after_the_meeting_was_kept(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    done(meeting.make(SwitchDeal("lake", served=True)))
    done(meeting.note("Ask Li", who="Wu", day=MAY))
    first = done(meeting.decide("Hold R1", who="Wu", day=MAY, because="two deals"))
    meeting.path.write_text(meeting.path.read_text() + "kept: 2026-05-15\n")
    note, decision = first.remarks
    done(meeting.correct(note.id, {"text": "Ask Lin: today"}))
    state = done(meeting.correct(decision.id, {"what": "Hold R2", "who": "Wu, Li", "because": None}))
    assert (state.notes[0].text, state.notes[0].who, state.notes[0].day) == ("Ask Lin: today", "Wu", MAY)
    told = state.decisions[0]
    assert (told.what, told.who, told.because, told.day) == ("Hold R2", "Wu, Li", None, MAY)
    assert isinstance(meeting.correct(note.id, {"text": "too late"}), EditConflict)  # it says something else by now
    assert not done(meeting.remove(state.remarks[0].id)).notes
    assert done(meeting.undo()).notes[0].text == "Ask Lin: today"
    for _step in range(3):  # back to the gesture, which the folder has already
        done(meeting.undo())
    assert done(meeting.undo()).remarks == ()
    refused = meeting.undo()
    assert isinstance(refused, RefusedEdits)
    assert [one.code for one in refused.findings] == ["scenario-kept"]
    assert len(meeting.state().lines) == 1


def test_a_gesture_is_no_note_to_correct(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    line = done(meeting.make(SwitchDeal("lake", served=True))).lines[0]
    assert isinstance(meeting.correct(line.id, {"text": "x"}), EditConflict)


def test_what_is_wrong_with_the_file_is_told_and_stops_gestures(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    meeting.path.parent.mkdir()
    for text, code in (
        ("name: A\nsets: {}\n", "unknown-field"),
        ("name: [\n", "yaml-syntax"),
        ("<<<<<<< HEAD\nname: A\n=======\nname: B\n>>>>>>> theirs\n", "merge-conflict"),
        ("name: A\nkept: 2026-05-15\n", "scenario-kept"),
    ):
        meeting.path.write_text(text)
        answer = meeting.make(SwitchDeal("lake", served=True))
        assert isinstance(answer, RefusedEdits)
        assert [one.code for one in answer.findings] == [code]
        assert meeting.path.read_text() == text


def test_a_meeting_that_begins_from_another_shows_its_lines_and_leaves_them(tmp_path: Path) -> None:
    lines_after(tmp_path, SwitchDeal("lake", served=True))
    (tmp_path / "meetings" / "two.yaml").write_text("name: Two\nbase: autumn.yaml\n")
    state = done(PlanningMeeting(tmp_path, "two").make(SwitchDeal("harbour", served=True)))
    assert [(line.sentence, line.inherited) for line in state.lines] == [
        ("lake must be served", True),
        ("harbour must be served", False),
    ]
    assert meetings_of(tmp_path) == ["autumn", "two"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".x", "a b", "x" * 65])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RoadmapError, match="is not a name for a meeting"):
        PlanningMeeting(tmp_path, name)


def test_a_meeting_that_nobody_held_has_no_minutes_and_is_not_kept(tmp_path: Path) -> None:
    lines_after(tmp_path, SwitchDeal("lake", served=True))
    for ask in (lambda name: minutes(tmp_path, name), lambda name: keep(tmp_path, name)):
        with pytest.raises(RoadmapError, match=r"there is no scenario .*autum\.yaml\. Did you mean autumn\?"):
            ask("autum")


def test_a_file_that_is_no_scenario_is_not_written(tmp_path: Path) -> None:
    meeting = PlanningMeeting(company(tmp_path), tmp_path / "market.yaml")
    before = meeting.path.read_bytes()
    assert isinstance(meeting.make(SwitchDeal("lake", served=True)), RefusedEdits)
    assert meeting.path.read_bytes() == before


def test_no_gesture_of_several_browsers_and_processes_is_lost(tmp_path: Path) -> None:
    company(tmp_path)
    shared = PlanningMeeting(tmp_path, "autumn")
    answers: list[MeetingAnswer] = []

    def make(number: int) -> None:
        meeting = shared if number % 2 else PlanningMeeting(tmp_path, "autumn")  # of one server, or of another
        answers.append(meeting.make(ChangePeople(f"skill-{number}", 1), seen=ABSENT))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(answer) for answer in answers} == {MeetingChange}
    assert sorted(line.about for line in shared.state().lines) == sorted(f"people.+1:skill-{n}" for n in range(12))
