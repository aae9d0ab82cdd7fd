"""Contradictions: the smallest sets of lines, each needed, each confirmed, and no lie of a solver believed."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.explaining.contradiction.clashing import Clashes, explain_clashes, must_clash
from roadmap.explaining.contradiction.held import Held
from roadmap.explaining.contradiction.ways_out import WayOut
from roadmap.planner.causes.shortage import NothingInTime, TooFewDays, TooFewPeople
from roadmap.solver.process.judge import JudgeVerdict
from roadmap.views.answers.clashes import clash_views, rest_sentence
from tests.examples.shipped import example
from tests.explain.judges import JudgeHere
from tests.projects import capability, deal, feature, project

RELEASES = {
    "R1": {"freeze": "2026-01-14", "ship": "2026-01-16"},
    "R2": {"freeze": "2026-02-25", "ship": "2026-02-27"},
}
"""R1 freezes at the end of the 8th working day and ships on the 10th; R2 on the 38th and 40th."""


def pins(*positions: int) -> tuple[Held, ...]:
    return tuple(Held("pin", pin=position) for position in positions)


def explained(judge: JudgeHere | None = None, **entities: Any) -> Clashes:
    made = project(**({"releases": RELEASES, "capabilities": {"api": capability()}} | entities))
    return explain_clashes(made, judge or JudgeHere(), seconds=60)


def work(days: int, skill: str = "code", **fields: Any) -> dict[str, Any]:
    return feature({"phase": "build", "skill": skill, "effort": days}, **fields)


def two_by_day_five(**more: Any) -> dict[str, Any]:
    """Two times four days for one person, both by the fifth day: 8 - 5 = 3 too many. A third feature is in no way."""
    held = [{"feature": "a", "done_by": "2026-01-09"}, {"feature": "c", "planned": True}]
    return {
        "features": {"a": work(4), "b": work(4), "c": work(4)},
        "pins": [*held, {"feature": "b", "done_by": "2026-01-09"}],
    } | more


def test_the_shipped_contradiction_is_told_with_its_lines_its_count_and_its_ways_out() -> None:
    clashes = explain_clashes(example("contradiction"), JudgeHere(), seconds=60)
    view = clash_views(clashes)[0]
    assert [(line.text, line.place) for line in view.lines] == [
        ("feature python-api is done by 2026-01-09", "roadmap.yaml:69:5"),
        ("feature c-api is done by 2026-01-09", "roadmap.yaml:70:5"),
    ]
    assert view.why == (
        "From 2026-01-05 to 2026-01-09, work on python-api, c-api needs 8 person-days of runtime, "
        "and only 5 are available: 3 are missing."
    )
    assert view.proof == "Confirmed twice: these lines conflict. Removing any one of them fixes it."
    # One after the other the work ends on the 8th working day, 2026-01-14, before the gates of both deals, so that each
    # way keeps all of 2 x 1000. Of equals, the smallest change comes first.
    assert [way.text for way in view.ways] == [
        "change the pin: feature python-api is done by 2026-01-14",
        "change the pin: feature c-api is done by 2026-01-14",
        "1 more person of runtime",
        "remove this line: feature python-api is done by 2026-01-09",
        "remove this line: feature c-api is done by 2026-01-09",
    ]
    assert {(way.value, way.bound) for way in view.ways} == {(2000, 2000)}
    assert view.ways[0].worth.replace("\u00a0", " ") == "the best plan is then worth CNY 2 M (proved)"
    assert (clashes.count, clashes.complete, rest_sentence(clashes)) == (1, True, "")


def test_lines_that_are_in_no_way_are_left_out() -> None:
    clashes = explained(**two_by_day_five())
    assert [line.clash.lines for line in clashes.lines] == [pins(0, 2)]
    assert clashes.lines[0].clash.smallest
    assert clashes.lines[0].shortage == TooFewPeople(0, 0, 5, needed=8, available=5, features=(0, 1))


def test_three_that_clash_only_together_are_one_set() -> None:
    start = "2026-01-08"
    held = [{"feature": key, "start": start} for key in ("a", "b", "c")]
    team = {"core": {"name": "Core", "skill": "code", "people": 2}}
    clashes = explained(features={key: work(2) for key in "abc"}, pins=held, teams=team)
    # Three items of one person each in slots 3 and 4, and two people: 6 > 4 in those slots.
    assert [line.clash.lines for line in clashes.lines] == [pins(0, 1, 2)]
    assert clashes.lines[0].shortage == TooFewPeople(0, 3, 5, needed=6, available=4, features=(0, 1, 2))


def test_a_set_without_a_count_says_so() -> None:
    # One person; a of 4 days starts in slot 1, so that slots 0, 5, 6 and 7 are left of 8. b takes 2 and 2 days, each
    # at a piece: 4 + 4 = 8 person-days of 8, so that all counts fit. But slot 0 holds no 2 days.
    two = feature({"phase": "build", "skill": "code", "effort": 2}, {"phase": "verify", "skill": "code", "effort": 2})
    held = [{"feature": "a", "start": "2026-01-06"}, {"feature": "b", "done_by": "2026-01-14"}]
    clashes = explained(features={"a": work(4), "b": two}, pins=held)
    assert [line.clash.lines for line in clashes.lines] == [pins(0, 1)]
    assert clashes.lines[0].shortage is None
    assert (
        clash_views(clashes)[0].why
        == "No order of the work satisfies all of these lines. No single capacity limit explains it."
    )
    # b can run after a, in slots 5 to 8: it is done by the ninth day, 2026-01-15.
    assert "change the pin: feature b is done by 2026-01-15" in [way.text for way in clash_views(clashes)[0].ways]


def test_a_start_against_a_dependency_is_found() -> None:
    held = [{"feature": "b", "start": "2026-01-05"}]
    features = {"a": work(4), "b": work(4, after=["a"])}
    clashes = explained(features=features, pins=held)
    assert [line.clash.lines for line in clashes.lines] == [pins(0)]
    view = clash_views(clashes)[0]
    assert view.proof == "Confirmed twice: this line alone cannot hold. Removing it fixes the conflict."
    assert [way.text for way in view.ways] == ["remove this line: feature b starts on 2026-01-05"]


def test_a_release_that_freezes_too_early_is_named_and_the_next_one_is_a_way_out() -> None:
    clashes = explained(features={"a": work(9)}, pins=[{"feature": "a", "release": "R1"}])
    assert isinstance(clashes.lines[0].shortage, TooFewDays)
    view = clash_views(clashes)[0]
    # 9 days from the first day, and R1 freezes at the end of the 8th.
    assert view.why == (
        "Work on feature a cannot start before 2026-01-05 and takes at least 9 working days. "
        "It ends on 2026-01-15 at the earliest, but it must be done by 2026-01-14."
    )
    assert [way.text for way in view.ways] == [
        "change the pin: feature a lands in R2",
        "remove this line: feature a lands in R1",
    ]


def test_a_deal_that_cannot_be_served_is_a_contradiction_with_a_later_gate_as_way_out() -> None:
    asked = deal(gates={"design_in": "2026-01-14"}, needs={"design_in": ["api"]})
    segment = {"name": "I", "target": 1, "win_rate": 1, "lead_rate": 1, "lead_time": 0}
    segments = {"isv": segment | {"lateness": [{"days": 0, "keeps": "100%"}]}}
    held = [{"deal": "d", "served": True}]
    clashes = explained(features={"a": work(3)}, deals={"d": asked}, pins=held, segments=segments)
    assert clashes.lines[0].shortage == NothingInTime(0, (0,), latest=8)
    view = clash_views(clashes)[0]
    assert view.why == "Deal d needs a in a release that ships in time, which is not possible."
    # R1 ships on the 10th working day, and the gate is the 8th: 2 days later it is met.
    assert [way.text for way in view.ways] == [
        "move the gates of deal d 2 working days later",
        "remove this line: deal d is served",
    ]
    assert [way.value for way in view.ways] == [200, 0]


def test_a_deal_whose_need_nothing_provides_says_so() -> None:
    asked = deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})
    clashes = explained(deals={"d": asked}, pins=[{"deal": "d", "served": True}])
    assert clash_views(clashes)[0].why == "No feature provides the needs of deal d."


def test_one_of_several_that_cannot_be_out_in_time_is_said_so() -> None:
    asked = deal(gates={"design_in": "2026-01-06"}, needs={"design_in": ["api"]}, lead_time=5)
    features = {"a": work(3), "b": work(3, provides={"api": "ga"})}
    clashes = explained(features=features, deals={"d": asked}, pins=[{"deal": "d", "served": True}], segments=_strict())
    assert (
        clash_views(clashes)[0].why == "Deal d needs one of a, b in a release that ships in time, and none is possible."
    )


def _strict() -> dict[str, Any]:
    segment = {"name": "I", "target": 1, "win_rate": 1, "lead_rate": 1, "lead_time": 0}
    return {"isv": segment | {"lateness": [{"days": 0, "keeps": "100%"}]}}


def test_opposite_pins_need_no_search() -> None:
    judge = JudgeHere()
    held = [{"feature": "a", "planned": False}, {"feature": "a", "release": "R2"}]
    clashes = explained(judge, features={"a": work(3)}, pins=held)
    assert clashes.lines[0].clash.lines == pins(0, 1)
    assert clash_views(clashes)[0].why == "These lines state opposite things."
    assert judge.asked == 0


def test_a_start_after_the_plan_is_impossible_by_itself() -> None:
    clashes = explained(features={"a": work(3)}, pins=[{"feature": "a", "start": "2027-01-04"}])
    assert [line.clash.lines for line in clashes.lines] == [pins(0)]
    assert clash_views(clashes)[0].why.startswith("This pin cannot hold")


def test_running_work_is_no_part_of_a_contradiction_but_leaves_a_pin_nobody() -> None:
    # The work that goes on takes the one person for 6 days from the first; the pin asks for 4 days by the fifth.
    running = {"items": {"build": {"started": "2026-01-02", "remaining": 6}}}
    clashes = explained(
        features={"a": work(6), "b": work(4)}, progress={"a": running}, pins=[{"feature": "b", "done_by": "2026-01-09"}]
    )
    assert [line.clash.lines for line in clashes.lines] == [pins(0)]


def test_several_sets_share_no_line_are_all_counted_and_five_are_shown() -> None:
    teams = {f"t{n}": {"name": "T", "skill": f"s{n}", "people": 1} for n in range(7)}
    features = {f"{key}{n}": work(4, f"s{n}", team=f"t{n}") for n in range(7) for key in "ab"}
    held = [{"feature": key, "done_by": "2026-01-09"} for key in features]
    clashes = explained(features=features, teams=teams, pins=held)
    assert (len(clashes.lines), clashes.count, clashes.complete) == (5, 7, True)
    shown = [held for line in clashes.lines for held in line.clash.lines]
    assert len(shown) == len(set(shown)) == 10
    assert rest_sentence(clashes) == "2 further conflicts are not shown."


def test_what_can_hold_together_is_no_contradiction() -> None:
    made = project(releases=RELEASES, features={"a": work(4)}, pins=[{"feature": "a", "done_by": "2026-01-09"}])
    assert not must_clash(made)
    clashes = explain_clashes(made, JudgeHere(), seconds=60)
    assert (clashes.lines, clashes.complete) == ((), True)


def test_a_plain_look_sees_the_shortage() -> None:
    made = project(releases=RELEASES, **two_by_day_five())
    assert must_clash(made)
    assert must_clash(project(releases=RELEASES, features={"a": work(4)}, pins=[_out("a"), _in("a")]))


def _out(key: str) -> dict[str, Any]:
    return {"feature": key, "planned": False}


def _in(key: str) -> dict[str, Any]:
    return {"feature": key, "planned": True}


def test_a_solver_that_calls_everything_infeasible_is_not_believed() -> None:
    # The lie is told only with presolve: the second solve of each set denies it (faults M03 and M09).
    def lie(presolve: bool, verdict: JudgeVerdict) -> JudgeVerdict:
        return JudgeVerdict("infeasible") if presolve else verdict

    clashes = explained(JudgeHere(lie), features={"a": work(4)}, pins=[{"feature": "a", "done_by": "2026-01-09"}])
    assert clashes.lines == ()
    assert not clashes.complete


def test_a_schedule_that_breaks_a_rule_shows_nothing() -> None:
    def lie(_: bool, verdict: JudgeVerdict) -> JudgeVerdict:
        empty = None if verdict.schedule is None else type(verdict.schedule)((None,) * 3)
        return JudgeVerdict(verdict.claim, empty)

    clashes = explained(JudgeHere(lie), **two_by_day_five())
    # That each line is needed rests on schedules, all of which the audit refuses here; so do the ways that loosen.
    assert not any(line.clash.smallest for line in clashes.lines)
    assert "There was no time to check" in clash_views(clashes)[0].proof


def test_a_judge_without_time_finds_nothing_and_says_that_there_may_be_more() -> None:
    clashes = explain_clashes(project(releases=RELEASES, **two_by_day_five()), JudgeHere(), seconds=0.0)
    assert (clashes.lines, clashes.complete) == ((), False)
    assert rest_sentence(clashes) == "There may be further conflicts. The time for the search ran out."


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [
        (None, None, "not priced in the time given"),
        (1000, None, "a plan is then worth at least CNY 1 M"),
        (1000, 1500, "the best plan is then worth CNY 1 M to CNY 1.5 M"),
    ],
)
def test_a_price_that_is_not_proved_is_an_interval(value: int | None, bound: int | None, said: str) -> None:
    clashes = explained(**two_by_day_five())
    line = clashes.lines[0]
    way = WayOut("drop", line.clash.lines[0], value=value, bound=bound)
    open_line = type(line)(line.clash, line.shortage, (way,))
    shown = type(clashes)(clashes.ground, (open_line,), 3, complete=False)
    assert clash_views(shown)[0].ways[0].worth.replace("\u00a0", " ") == said
    assert rest_sentence(shown) == "2 further conflicts are not shown, and there may be more."
