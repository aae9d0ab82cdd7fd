"""Causes: why deals are late or given up and features not built, each found by taking the obstacle away."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.document import Plan
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from roadmap.views.lookup import look_up
from roadmap.views.reasons.causes import cause_text
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.roadmap.deals import build_deals
from roadmap.views.roadmap.reach import is_out_of_reach
from tests.planner.plans import TRAIN, deal_of, plan_of
from tests.planner.test_out_of_reach import LATER, LONG, STRICT, kinds, told
from tests.projects import SEGMENT, capability, deal, feature, project


def build(days: int, skill: str = "code", **more: Any) -> dict[str, Any]:
    return {"phase": "build", "skill": skill, "effort": days} | more


def asked(work: dict[str, Any], *, proved: bool = False, **more: Any) -> Plan:
    """One deal that needs what one feature provides, by R1, which freezes after eight days; nothing is built."""
    entities: dict[str, Any] = {
        "segments": {"isv": STRICT},
        "capabilities": {"api": capability()},
        "features": {"f": feature(work)},
        "deals": {"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
    } | more
    made = project(releases={"R1": TRAIN, "R2": LATER}, **entities)
    indexed = index_project(made)
    nothing = Schedule((None,) * len(indexed.problem.features))
    proof = Proof(Status.OPTIMAL if proved else Status.BEST_FOUND, Stopped.TIME, 0, 0 if proved else 9)
    return build_plan(made, indexed, nothing, proof=proof, options=Options(), solver="0")


def why(made: Plan, key: str = "d") -> tuple[str, str]:
    """The one cause of a deal in words, and that of the feature f."""
    (cause,) = deal_of(made, key).causes
    return cause_text(cause, look_up(made)), cause_text(made.unplanned[0].cause, look_up(made))


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ({"feature": "f", "planned": False}, "feature f: planned false"),
        ({"feature": "f", "release": "R2"}, "feature f: release R2"),
        ({"feature": "f", "start": "2026-01-12"}, "feature f: start 2026-01-12"),
        ({"deal": "d", "served": False}, "deal d: served false"),
    ],
)
def test_a_pin_is_told_as_a_pin(pin: dict[str, Any], said: str) -> None:
    # Five days fit before the freeze of R1, and not from 12 January on, three days before it.
    held = pin.get("planned", True) and "deal" not in pin
    if held:  # what is pinned in is built; the deal, which R2 is too late for, is not served
        made = plan_of(
            (1, [5] if "start" in pin else [0]),
            segments={"isv": STRICT},
            capabilities={"api": capability()},
            features={"f": feature(build(5))},
            deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
            releases={"R1": TRAIN, "R2": LATER},
            pins=[pin],
        )
    else:
        made = asked(build(5), pins=[pin])
    (cause,) = deal_of(made).causes
    assert (cause.kind, cause.pin) == (CauseKind.PIN, said)
    assert not is_out_of_reach(deal_of(made))
    assert repair_text(cause) == "loosen or remove this pin"


def test_of_several_pins_the_one_without_which_it_could_be_is_told() -> None:
    pins = [{"feature": "g", "planned": True}, {"feature": "f", "planned": False}]
    features = {"g": feature(build(1), provides={"x": "ga"}), "f": feature(build(5))}
    made = plan_of(
        (0, [0]),
        None,
        segments={"isv": STRICT},
        capabilities={"api": capability(), "x": capability()},
        features=features,
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
        pins=pins,
    )
    assert [cause.pin for cause in deal_of(made).causes] == ["feature f: planned false"]


def test_nobody_with_the_skill_now_or_later() -> None:
    said = "feature f needs the skill go, and nobody has it, now or later"
    named = said.replace("feature f", "Feature (f)")
    assert why(asked(build(5, "go"))) == (f"Capability: {named}", named)


def test_never_enough_people_at_once() -> None:
    said = "Feature (f) needs 2 people with the skill code at once, and there are never more than 1"
    assert why(asked(build(4, crew=2)))[1] == said


def test_a_hire_that_comes_too_late_is_told_with_its_day() -> None:
    hires = {"core": {"name": "Core", "skill": "code", "hires": [{"first": "2026-01-12", "people": 1}]}}
    made = asked(build(5), teams=hires)
    # From 12 January there are three days to the freeze on the 14th.
    said = "Feature (f) cannot be built in time: nobody has the skill code before 12 Jan 2026"
    assert tuple(text.replace("\u00a0", " ") for text in why(made)) == (f"Capability: {said}", said)


def test_a_hire_who_comes_in_time_is_no_obstacle() -> None:
    hires = {"core": {"name": "Core", "skill": "code", "hires": [{"first": "2026-01-08", "people": 1}]}}
    assert kinds(asked(build(5), teams=hires)) == [CauseKind.NOT_FOUND]  # 8, 9, 12, 13 and 14 January


def test_people_who_leave_too_early_are_told_with_their_last_day() -> None:
    people = {"ann": {"name": "Ann", "team": "core", "last": "2026-01-07"}}
    made = asked(build(5), people=people, teams={"core": {"name": "Core", "skill": "code"}})
    said = "Feature (f) cannot be built in time: nobody has the skill code after 7 Jan 2026"
    assert tuple(text.replace("\u00a0", " ") for text in why(made)) == (f"Capability: {said}", said)


def test_leave_is_told_as_leave() -> None:
    people = {"ann": {"name": "Ann", "team": "core", "leave": [{"first": "2026-01-06", "last": "2026-01-13"}]}}
    teams = {"core": {"name": "Core", "skill": "code"}}
    made = asked(build(5), people=people, teams=teams)
    said = "Feature (f) cannot be built in time, because people with the skill code are away"
    assert why(made) == (said, said)


def test_of_many_who_are_away_only_those_are_told_whose_leave_stands_in_the_way() -> None:
    away = {"first": "2026-01-06", "last": "2026-01-13"}
    people = {
        "ann": {"name": "Ann", "team": "core", "leave": [away]},
        "bob": {"name": "Bob", "team": "test", "leave": [away | {"last": "2026-01-06"}]},
    }
    teams = {"core": {"name": "Core", "skill": "code"}, "test": {"name": "Test", "skill": "qa"}}
    features = {"f": feature(build(4), {"phase": "verify", "skill": "qa", "effort": 1})}
    made = asked(build(4), people=people, teams=teams, features=features)
    said = "Feature (f) cannot be built in time, because people with the skill code are away"
    assert why(made) == (said, said)


def test_a_pin_and_leave_that_both_must_go_are_no_proof_that_it_is_too_late() -> None:
    people = {"ann": {"name": "Ann", "team": "core", "leave": [{"first": "2026-01-06", "last": "2026-01-13"}]}}
    teams = {"core": {"name": "Core", "skill": "code"}}
    made = asked(build(5), people=people, teams=teams, pins=[{"feature": "f", "planned": False}])
    assert kinds(made) == [CauseKind.AWAY]
    assert made.unplanned[0].cause.kind is CauseKind.PIN


def support(days: int, count: int, skill: str = "fae") -> dict[str, Any]:
    work = [{"phase": "migration", "skill": skill, "effort": days, "gate": "design_in", "spread": 5}]
    case = [{"name": "port", "count": count, "work": work}]
    return {"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]}, support=case)}


def test_support_without_people_is_told_as_support() -> None:
    fae = {"name": "FAE", "skill": "fae", "people": 1}
    core = {"name": "Core", "skill": "code", "people": 1}
    # Two cases of three days in the five days up to the gate: 6 person-days of 5.
    made = asked(build(5), deals=support(3, 2), teams={"core": core, "fae": fae})
    (cause,) = deal_of(made).causes
    assert cause_text(cause) == (
        "its support cases need 6 person-days of fae from 2026-01-12 to 2026-01-16, and only 5 are available"
    )
    assert made.unplanned[0].cause.kind is CauseKind.NOT_SERVED
    # One case, and nobody who does it.
    assert kinds(asked(build(5), deals=support(3, 1), teams={"core": core})) == [CauseKind.SUPPORT]
    assert kinds(asked(build(5), deals=support(3, 1), teams={"core": core, "fae": fae})) == [CauseKind.NOT_FOUND]


def test_support_whose_people_others_have_is_told_with_who_has_them() -> None:
    fae = {"name": "FAE", "skill": "fae", "people": 1}
    # Each deal brings five days of one FAE in the five days up to the same gate, from 12 to 16 January.
    deals = {key: support(5, 1)["d"] for key in ("d", "e")}
    made = plan_of(
        (0, [0]),
        (-1, [5]),
        None,
        segments={"isv": STRICT},
        capabilities={"api": capability()},
        features={"f": feature(build(5))},
        deals=deals,
        teams={"core": {"name": "Core", "skill": "code", "people": 1}, "fae": fae},
    )
    assert deal_of(made, "d").causes == []
    (cause,) = deal_of(made, "e").causes
    assert cause_text(cause) == (
        "its support cases need 5 person-days of fae from 2026-01-12 to 2026-01-16, but these people work on "
        "the support of deal d"
    )
    assert not is_out_of_reach(deal_of(made, "e"))


def test_more_work_than_people_is_told_with_its_sum() -> None:
    needs = {"design_in": ["api", "tool"]}
    made = asked(
        build(5),
        capabilities={"api": capability(), "tool": capability()},
        features={"f": feature(build(5)), "g": feature(build(5), provides={"tool": "ga"})},
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs=needs)},
    )
    (cause,) = deal_of(made).causes
    # Each fits alone; together they take ten days of one person before the freeze after eight.
    assert (cause.kind, cause.needed, cause.available) == (CauseKind.TOO_MUCH, 10, 8)


def test_what_could_be_is_worth_nothing_more_where_that_is_proved_and_not_found_where_it_is_not() -> None:
    assert kinds(asked(build(5), proved=True)) == [CauseKind.NOT_WORTH_IT]
    assert asked(build(5), proved=True).unplanned[0].cause.kind is CauseKind.NOT_WORTH_IT
    assert kinds(asked(build(5))) == [CauseKind.NOT_FOUND]


def test_where_it_is_proved_what_a_deal_would_displace_is_told() -> None:
    # One person, eight days before the freeze: the feature of d takes six and that of e five, so that only one of the
    # two is served. At win rate 1/2 d is worth 100 and e 50.
    entities: dict[str, Any] = {
        "segments": {"isv": STRICT},
        "capabilities": {"api": capability(), "tool": capability()},
        "features": {"f": feature(build(6)), "g": feature(build(5), provides={"tool": "ga"})},
        "deals": {
            "d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]}),
            "e": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["tool"]}, value=100),
        },
    }
    made = project(releases={"R1": TRAIN}, **entities)
    indexed = index_project(made)
    served = Schedule((Placement(0, (0,), (0,)), None))
    proof = Proof(Status.OPTIMAL, Stopped.PROVED, 100, 100)
    best = build_plan(made, indexed, served, proof=proof, options=Options(), solver="0")
    (cause,) = deal_of(best, "e").causes
    assert (cause.kind, cause.deals, cause.loses) == (CauseKind.NOT_WORTH_IT, ["d"], 50)
    said = cause_text(cause, currency="CNY").replace("\u00a0", " ")
    assert said == "it would displace deals or features that are worth more (d): a plan with it is worth CNY 50 k less"


def test_a_late_deal_is_told_what_keeps_it_from_being_in_time() -> None:
    patient = {"lateness": [{"days": 0, "keeps": 1}, {"days": 30, "keeps": "40%"}]}
    made = plan_of(
        (1, [0]),
        segments={"isv": SEGMENT | patient},
        capabilities={"api": capability(name="Python API")},
        features={"f": LONG},
        releases={"R1": TRAIN, "R2": LATER},
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
    )
    assert deal_of(made).status == "late"
    assert told(made) == ("Python API: Python bindings (f) cannot land before R2. The last release in time is R1",)
    assert build_deals(made, look_up(made)).groups[0].rows[0].causes_heading == "Why it is not on time"


def test_what_shipped_late_is_told_as_a_fact() -> None:
    patient = SEGMENT | {"lateness": [{"days": 0, "keeps": 1}, {"days": 30, "keeps": "40%"}]}
    made = plan_of(
        header={"as_of": "2026-01-26"},
        segments={"isv": patient},
        capabilities={"api": capability()},
        features={"f": feature(build(5))},
        releases={"R1": TRAIN | {"ship": "2026-01-19"}, "R2": LATER},
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
        progress={"f": {"shipped": "R1"}},
    )
    assert told(made) == ("Capability: it shipped on 2026-01-19, too late for the gate",)


def test_a_deal_that_is_served_in_time_has_no_cause() -> None:
    made = plan_of(
        (0, [0]),
        capabilities={"api": capability()},
        features={"f": feature(build(5))},
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
    )
    assert deal_of(made).causes == []


@pytest.mark.parametrize("kind", CauseKind)
def test_every_cause_has_its_words_and_its_repair(kind: CauseKind) -> None:
    cause = Cause(kind=kind, feature="f", skill="code", deals=["d"], pin="deal d: served false")
    assert cause_text(cause)
    assert repair_text(cause)


def test_what_only_a_feature_that_has_shipped_came_after_is_no_longer_needed() -> None:
    features = {"f": feature(after=["g"]), "g": feature(build(3), provides={"more": "ga"})}
    shipped = {"f": {"items": {"build": {"started": "2026-01-05", "done": "2026-01-09"}}, "shipped": "R1"}}
    made = asked(
        build(5),
        capabilities={"api": capability(), "more": capability()},
        features=features,
        progress=shipped,
        header={"as_of": "2026-01-19"},
    )
    assert [(line.id, line.cause.kind) for line in made.unplanned] == [("g", CauseKind.NO_NEED)]
