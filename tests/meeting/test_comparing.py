"""Two meetings beside each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from requirements.gate import Gate
from roadmap.meeting.comparing import compare_meetings
from roadmap.meeting.gestures import ChangeNeed, ChangePeople, Gesture, MoveGate, SwitchDeal
from roadmap.meeting.meeting import PlanningMeeting
from roadmap.meeting.state import MeetingState
from tests.editing.folders import company

MAY, JUNE = date(2026, 5, 15), date(2026, 6, 15)


def held(folder: Path, name: str, *gestures: Gesture) -> MeetingState:
    meeting = PlanningMeeting(folder, name)
    for gesture in gestures:
        meeting.make(gesture)
    return meeting.state()


def test_lines_are_the_same_alone_or_different_by_what_they_are_about(tmp_path: Path) -> None:
    company(tmp_path)
    need = ChangeNeed("lake", Gate.DESIGN_IN, "api")
    one = held(tmp_path, "one", SwitchDeal("harbour", served=True), MoveGate("lake", Gate.DESIGN_IN, MAY),
               ChangePeople("sdk", 1), need)  # fmt: skip
    two = held(tmp_path, "two", SwitchDeal("harbour", served=True), MoveGate("lake", Gate.DESIGN_IN, JUNE),
               ChangePeople("sdk", 2), ChangePeople("sdk", 1, MAY),
               ChangeNeed("lake", Gate.DESIGN_IN, "api", by="api nice"))  # fmt: skip
    found = compare_meetings(one, two)
    assert [line.sentence for line in found.same] == ["harbour must be served"]
    assert [(a.sentence, b.sentence) for a, b in found.differing] == [
        ("lake: Design-in without api", "lake: Design-in with api nice instead of api"),
        ("1 more person: sdk", "2 more people: sdk"),
        ("lake: Design-in on 2026-05-15", "lake: Design-in on 2026-06-15"),
    ]
    assert [line.sentence for line in found.only_second] == ["1 more person from 2026-05-15: sdk"]
    assert found.only_first == ()
    alike = compare_meetings(one, one)
    assert (alike.only_first, alike.only_second, alike.differing) == ((), (), ())
