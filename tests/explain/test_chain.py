"""The chain behind a landing: who waits for whom, for how long, and for whose people."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.explaining.chain import chain_of
from roadmap.explaining.explained_deal import explain_deal
from roadmap.explaining.present import Present, present_of
from roadmap.plans.causes import CauseKind
from roadmap.plans.document import Plan
from roadmap.views.answers.explaining import deal_lines
from tests.planner.plans import plan_of
from tests.projects import capability, deal, feature, project

LATE = {"freeze": "2026-01-30", "ship": "2026-02-02"}
"""Freeze is the 20th working day, ship the 21st."""
TRAINS = {"R1": {"freeze": "2026-01-14", "ship": "2026-01-16"}, "R2": LATE}
"""R1 freezes at the end of the 8th working day and ships on the 10th."""


def present(*placements: tuple[int, list[int]] | None, **entities: Any) -> Present:
    """A plan of a project, seen again on that project."""
    stated = {"releases": TRAINS, "capabilities": {"api": capability(), "c": capability()}} | entities
    plan: Plan = plan_of(*placements, **stated)
    return present_of(plan, project(**stated))


def api(*days: int, after: list[str] | None = None) -> dict[str, Any]:
    phases = ("design", "build", "verify")
    work = [{"phase": phase, "skill": "code", "effort": day} for phase, day in zip(phases, days, strict=False)]
    return feature(*work, after=after or [])


def other(days: int, **fields: Any) -> dict[str, Any]:
    return feature({"phase": "build", "skill": "code", "effort": days}, provides={"c": "ga"}, **fields)


def wants(name: str, day: str, **fields: Any) -> dict[str, Any]:
    return deal(gates={"design_in": day}, needs={"design_in": [name]}, **fields)


def test_work_that_began_at_once_waited_for_nobody() -> None:
    # Design in slots 0 to 2, build in slots 3 to 7: it ends on the 8th working day, 2026-01-14.
    chain = chain_of(present((0, [0, 3]), features={"a": api(3, 5)}), "a")
    assert [(step.phase, step.first, step.last, step.waited) for step in chain] == [
        ("design", date(2026, 1, 5), date(2026, 1, 7), 0),
        ("build", date(2026, 1, 8), date(2026, 1, 14), 0),
    ]
    assert [step.after for step in chain] == [None, "a"]


def test_waiting_for_people_names_who_had_them_and_for_whom() -> None:
    # One person: b has slots 0 to 5, so that a, ready at once, waits 6 working days and runs in slots 6 to 10.
    deals = {"d": wants("api", "2026-01-16"), "e": wants("c", "2026-01-16")}
    plan = present((1, [6]), (0, [0]), features={"a": feature(), "b": other(6)}, deals=deals)
    (step,) = chain_of(plan, "a")
    assert (step.waited, step.ready, step.skills) == (6, date(2026, 1, 5), ("code",))
    assert [(holder.feature, holder.deals, holder.days) for holder in step.holders] == [("b", ("e",), 6)]
    explained = explain_deal(plan, "d")
    assert [(loss.feature, loss.deals, loss.days) for loss in explained.losses] == [("b", ("e",), 6)]


def test_only_the_part_of_the_work_that_fell_into_the_wait_counts() -> None:
    # a's design ends after slot 1, so that its build could begin in slot 2; b runs in slots 2 to 7: 6 days of waiting,
    # all of them b's. The design itself waited for nobody.
    features = {"a": api(2, 4), "b": other(6)}
    chain = chain_of(present((1, [0, 8]), (0, [2]), features=features), "a")
    assert [(step.phase, step.waited) for step in chain] == [("design", 0), ("build", 6)]
    assert [(holder.feature, holder.days) for holder in chain[1].holders] == [("b", 6)]


def test_work_that_waits_for_another_feature_has_that_in_its_chain() -> None:
    # b ends after slot 5; a comes 2 days after: slots 8 to 12.
    waiting = feature(after=[{"feature": "b", "lag": 2}])
    chain = chain_of(present((1, [8]), (0, [0]), features={"a": waiting, "b": other(6)}), "a")
    assert [(step.feature, step.after, step.lag, step.waited) for step in chain] == [
        ("b", None, 0, 0),
        ("a", "b", 2, 0),
    ]


def test_work_that_could_have_begun_earlier_says_so_without_blaming_anybody() -> None:
    (step,) = chain_of(present((1, [4]), features={"a": feature()}), "a")
    assert (step.waited, step.skills, step.holders) == (4, (), ())


def test_a_feature_that_lands_with_what_it_comes_after_has_the_later_work_as_chain() -> None:
    # a is done in slot 4, but lands with b, which is verified in slot 14 (it waits for nothing and could be earlier).
    features = {"a": feature(after=[{"feature": "b", "wait_for": "interface"}]), "b": _design_then_build()}
    plan = present((1, [1]), (1, [0, 6]), features=features, deals={"d": wants("api", "2026-02-27")})
    assert [(step.feature, step.phase) for step in chain_of(plan, "a")] == [("b", "design"), ("b", "build")]
    train = explain_deal(plan, "d").train
    assert train is not None
    # a ends after slot 5 and R1 freezes at the end of slot 7: 2 working days to spare, so that b holds it back.
    assert (train.release, train.earlier, train.missed, train.held) == ("R2", "R1", -2, "after")


def test_work_that_enables_a_feature_may_hold_it_back() -> None:
    # Built in slots 0 to 4, which R1's freeze allows; enabled in slots 5 to 11, and R1 ships at the end of slot 9.
    enabled = feature(
        {"phase": "build", "skill": "code", "effort": 5}, {"phase": "enable", "skill": "code", "effort": 7}
    )
    plan = present((1, [0, 5]), features={"a": enabled}, deals={"d": wants("api", "2026-01-16")})
    train = explain_deal(plan, "d").train
    assert train is not None
    assert (train.missed, train.held) == (-3, "enable")


def _design_then_build() -> dict[str, Any]:
    design, build = (
        {"phase": "design", "skill": "code", "effort": 1},
        {"phase": "build", "skill": "code", "effort": 9},
    )
    return feature(design, build, provides={"c": "ga"})


def test_a_late_deal_is_told_with_its_need_its_train_its_chain_and_its_losses() -> None:
    deals = {"d": wants("api", "2026-01-16"), "e": wants("c", "2026-01-16")}
    plan = present((1, [6]), (0, [0]), features={"a": feature(), "b": other(6)}, deals=deals)
    explained = explain_deal(plan, "d")
    assert explained.deciding is not None
    # R2 ships on 2 February, the 21st working day; the gate is the 10th.
    assert (explained.deciding.late, explained.slack) == (11, -11)
    text = "\n".join(deal_lines(explained, "CNY")).replace("\u00a0", " ")
    # At win rate 1/2 the deal is expected to bring 100; late by up to 20 days keeps half of that.
    assert "Deal (d) is late. It keeps CNY 50 k of the expected CNY 100 k." in text
    assert "api by Design-in, 16 Jan 2026: ready on 2 Feb 2026 with R2, 11 working days late <- decides" in text
    # a is verified after slot 10, on 19 January; R1 froze on the 14th, 3 working days before.
    assert "Its work is verified on 19 Jan 2026. R1, the previous release, froze 3 working days earlier." in text
    assert "could begin on 5 Jan 2026, but waited 6 working days for people of code, who worked on b" in text
    assert "6 person-days on b, for e" in text


def test_a_deal_whose_need_is_not_built_names_what_would_meet_it() -> None:
    plan = present(None, (0, [0]), features={"a": feature(), "b": other(6)}, deals={"d": wants("api", "2026-01-16")})
    explained = explain_deal(plan, "d")
    assert [(option.feature, option.cause.kind) for option in explained.unbuilt] == [("a", CauseKind.NOT_FOUND)]
    text = "\n".join(deal_lines(explained, "CNY"))
    assert "api by Design-in, 16\u00a0Jan\u00a02026: not available in this plan <- decides" in text
    said = "the search found no better plan with it (not proved)"
    assert f"Why: {said}." in text
    assert f"a would meet the need, but it is not built: {said}." in text


def test_a_challenge_that_is_not_met_names_what_would_meet_it() -> None:
    needs = {"design_in": ["api", {"any_of": ["c"], "importance": "challenge", "drop": "30%"}]}
    served = deal(gates={"design_in": "2026-01-16"}, needs=needs)
    plan = present((0, [0]), None, features={"a": feature(), "b": other(6)}, deals={"d": served})
    explained = explain_deal(plan, "d")
    assert [(option.feature, option.need) for option in explained.unmet] == [("b", ("c",))]
    text = "\n".join(deal_lines(explained, "CNY"))
    assert "b would meet c, but it is not built: the search found no better plan with it (not proved)." in text


def test_a_safe_deal_gets_its_slack_and_what_would_break_it() -> None:
    plan = present((0, [0]), (1, [5]), features={"a": feature(), "b": other(6)}, deals=_two_deals())
    explained = explain_deal(plan, "d")
    assert explained.safe
    # R1 ships on the 10th working day, the gate is the 40th; a ends after 5 days and R1 freezes after 8.
    assert (explained.slack, [(rest.feature, rest.slack) for rest in explained.rests]) == (30, [("a", 3)])
    # R2 ships on the 21st.
    assert (explained.next_release, explained.next_slack) == ("R2", 19)
    text = "\n".join(deal_lines(explained, "CNY"))
    assert "Its smallest slack is 30 working days." in text
    assert "a is verified 3 working days before R1 freezes" in text
    assert "It would still be in time with R2, the next release, with 19 working days to spare." in text


def test_a_safe_deal_that_the_next_release_would_make_late_says_by_how_much() -> None:
    deals = {"d": wants("api", "2026-01-21"), "e": wants("c", "2026-02-27")}
    plan = present((0, [0]), (1, [5]), features={"a": feature(), "b": other(6)}, deals=deals)
    # The gate is the 13th working day, R2 ships on the 21st.
    assert "With R2, the next release, it would be 8 working days late." in deal_lines(explain_deal(plan, "d"), "CNY")


def _two_deals() -> dict[str, Any]:
    return {"d": wants("api", "2026-02-27"), "e": wants("c", "2026-02-27")}


def test_a_need_that_was_there_before_decides_nothing_late() -> None:
    ready = {"api": capability(ready="ga"), "c": capability()}
    plan = present(None, capabilities=ready, features={"b": other(6)}, deals={"d": wants("api", "2026-02-27")})
    explained = explain_deal(plan, "d")
    assert (explained.chain, explained.train) == ((), None)
    assert any("available before the plan starts" in line for line in deal_lines(explained, "CNY"))


def test_a_wait_has_its_own_days_and_late_work_blames_nobody() -> None:
    # Build to Friday 9 January, five calendar days from Saturday 10 to Wednesday 14; verified late, on 29 and 30.
    work: list[dict[str, Any]] = [
        {"phase": "build", "skill": "code", "effort": 5},
        {"phase": "verify", "wait": "5 calendar days"},
        {"phase": "verify", "skill": "code", "effort": 2, "prefer": "late"},
    ]
    seen = present((1, [0, 5, 18]), features={"f": feature(*work)})
    build, wait, verify = chain_of(seen, "f")
    assert (wait.wait, str(wait.first), str(wait.last)) == (True, "2026-01-10", "2026-01-14")
    assert (build.late, verify.late, verify.waited, verify.skills) == (False, True, 0, ())
