from __future__ import annotations

from datetime import date

import pytest

from requirements.gate import Gate, Importance
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import MoveLine
from roadmap.views.lookup import look_up
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.summary.summary_page import SummaryView, build_summary
from roadmap.views.summary.ways_out import way_out, why
from tests.sample_plan import empty_plan, sample_plan


def summary(plan: Plan, before: Plan | None = None) -> SummaryView:
    return build_summary(plan, look_up(plan), before)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def changed(plan: Plan, deal: str, **values: object) -> Plan:
    return plan.model_copy(
        update={"deals": [line.model_copy(update=values) if line.id == deal else line for line in plan.deals]}
    )


def by_id(plan: Plan, key: str) -> DealLine:
    return look_up(plan).deals[key]


def test_the_first_sentence_sets_what_is_secured_against_the_target() -> None:
    # 500 of 2000 thousand = 25 %; the late deal could move its gate: that is the one decision
    view = summary(sample_plan())
    assert plain(view.statement.text) == "The plan secures CNY 500 k, 25% of the target. 1 decision is asked for."
    assert plain(view.statement.amount) == "CNY 500 k"


def test_the_bar_reaches_the_target_and_every_part_has_a_name() -> None:
    view = summary(sample_plan())
    assert view.target is not None
    # secured 500, at risk 240, late 150, given up 550 of 2000: 560 are not covered
    assert [(part.tone, plain(part.amount), part.left, part.width) for part in view.target.parts] == [
        ("good", "500 k", "0.00%", "25.00%"),
        ("risk", "240 k", "25.00%", "12.00%"),
        ("late", "150 k", "37.00%", "7.50%"),
        ("lost", "550 k", "44.50%", "27.50%"),
        ("open", "560 k", "72.00%", "28.00%"),
    ]
    assert all(part.name and part.remark for part in view.target.parts)
    assert (plain(view.target.label), view.target.mark_at) == ("Target CNY 2 M", "")


def test_more_than_the_target_is_drawn_with_a_mark_at_the_target() -> None:
    plan = sample_plan()
    view = summary(plan.model_copy(update={"headline": plan.headline.model_copy(update={"target": 720})}))
    assert view.target is not None
    assert view.target.mark_at == "50.00%"  # 720 of 500 + 240 + 150 + 550 = 1440
    assert [part.tone for part in view.target.parts] == ["good", "risk", "late", "lost"]


def test_without_deals_and_target_there_is_a_sentence_and_nothing_else() -> None:
    view = summary(empty_plan())
    assert view.statement.text.startswith("There are no open deals")
    assert (view.target, view.trains, view.losses, view.decisions, view.held_up, view.changes) == (
        None, (), (), (), (), None,
    )  # fmt: skip


def test_trains_are_the_releases_ahead_with_what_each_brings_to_whom() -> None:
    trains = summary(sample_plan()).trains
    assert [(train.id, plain(train.ship)) for train in trains] == [("R2", "24 Apr"), ("R3", "19 Jun")]  # R1 has shipped
    served = {
        line.id: sum(d.kept for d in sample_plan().deals if d.release == line.id) for line in sample_plan().releases
    }
    assert [plain(train.worth) for train in trains] == [f"{served['R2']} k", f"{served['R3']} k"]
    assert all(train.features for train in trains)


def test_a_release_is_committed_once_a_promise_of_it_is_published() -> None:
    plan = sample_plan()
    promise = PromiseLine(
        deal="acme", gates=[Gate.ACCEPTANCE], day=date(2026, 5, 8), release="R2", ready=date(2026, 5, 8),
        weeks=0, price=0, most=50,
    )  # fmt: skip
    words = [train.horizon.word for train in summary(plan.model_copy(update={"promises": [promise]})).trains]
    assert words == ["committed", "planned"]


def test_the_dearest_losses_come_first_with_cause_and_way_out() -> None:
    losses = summary(sample_plan()).losses
    assert [(loss.id, plain(loss.lost)) for loss in losses] == [("delta", "400 k"), ("harbour", "150 k")]
    assert losses[0].why == "KServe or SMI: no feature provides it."
    assert losses[0].way_out == "Add a feature that provides it (`roadmap catalogue` lists typical ways)."
    late = next(line for line in by_id(sample_plan(), "harbour").gates if (line.slack or 0) < 0)
    assert plain(losses[1].way_out).startswith("Ask for ")
    assert late.ready is not None
    assert f"on {late.ready.day} " in plain(losses[1].way_out)


@pytest.mark.parametrize("kind", [kind for kind in CauseKind if kind is not CauseKind.NOT_FOUND])
def test_the_reason_on_the_first_screen_is_the_cause_that_every_other_output_tells(kind: CauseKind) -> None:
    plan = sample_plan()
    cause = next(deal for deal in plan.deals if deal.causes).causes[0].model_copy(update={"kind": kind})
    deal = next(deal for deal in plan.deals if deal.id == "delta").model_copy(update={"causes": [cause]})
    lookup = look_up(plan)
    assert why(deal, lookup) == sentence(cause_text(cause, lookup))
    if kind is not CauseKind.NOT_WORTH_IT:  # what would make room for it is not in the plan
        assert way_out(deal, plan) == sentence(repair_text(cause))


def test_a_way_out_names_a_day_only_if_all_is_ready_on_it() -> None:
    plan = sample_plan()
    gates = [line.model_copy(update={"ready": None, "slack": None}) for line in by_id(plan, "harbour").gates]
    view = summary(changed(plan, "harbour", gates=gates))
    assert "Ask for" not in view.losses[1].way_out
    assert not any("move" in decision.question for decision in view.decisions)


def test_a_deal_that_loses_by_challenges_only_names_them() -> None:
    plan = sample_plan()
    acme = plan.deals[0]
    missed = acme.needs[1].model_copy(update={"importance": Importance.CHALLENGE, "drop": 0.2, "met": False})
    view = summary(changed(plan, acme.id, kept=100, needs=[acme.needs[0], missed]))
    loss = next(loss for loss in view.losses if loss.id == acme.id)
    assert loss.why == "Without Triton backend or KServe it is less likely to be won."


def test_capabilities_count_the_whole_loss_of_every_deal_that_misses_them() -> None:
    held = summary(sample_plan()).held_up
    missing = {key for need in by_id(sample_plan(), "delta").needs if not need.met for key in need.any_of}
    assert missing <= {line.id for line in held}
    assert {line.id: plain(line.amount) for line in held}[min(missing)] == "400 k"
    assert held[0].width == "100.0%"


def move(person: str, agree: date) -> MoveLine:
    return MoveLine(
        person=person, own="server", skill="tooling", proficiency=0.5, agree=agree, agreed=False,
        away=date(2026, 3, 2), first=date(2026, 3, 9), last=date(2026, 5, 29), training="course", trained=None,
        lacking=1, spare=1, person_days=12, deals=["acme"], features=[],
    )  # fmt: skip


def test_moves_to_second_lines_are_one_decision_by_the_first_of_their_days() -> None:
    moves = [move("li-na", date(2026, 2, 20)), move("wang-qiang", date(2026, 2, 13))]
    idle = move("zhao-lei", date(2026, 2, 6)).model_copy(update={"deals": []})  # nothing to do: nothing to agree
    first = summary(sample_plan().model_copy(update={"moves": [*moves, idle]})).decisions[0]
    assert first.question == "Move wang-qiang, li-na to a second line in tooling?"
    assert (plain(first.by), first.worth) == ("by 13 Feb", "24 person-days of this plan")


def test_people_whose_lack_is_proved_are_asked_for_with_what_waits_for_them() -> None:
    cause = Cause(kind=CauseKind.NOBODY, skill="compiler", feature="x")
    plan = changed(sample_plan(), "delta", causes=[cause])
    asked = next(d for d in summary(plan).decisions if "compiler" in d.question)
    assert plain(asked.worth) == "1 deal worth CNY 400 k waits for it"
    assert [deal.id for deal in asked.deals] == ["delta"]


@pytest.mark.parametrize(("ready", "words"), [(date(2026, 5, 20), "Tell"), (None, "Withdraw")])
def test_a_published_promise_that_moves_is_a_decision_with_its_price(ready: date | None, words: str) -> None:
    promise = PromiseLine(
        deal="acme",
        gates=[Gate.ACCEPTANCE],
        day=date(2026, 5, 8),
        release="R2",
        ready=ready,
        weeks=2,
        price=30,
        most=50,
    )
    decisions = summary(sample_plan().model_copy(update={"promises": [promise]})).decisions
    told = next(d for d in decisions if d.question.startswith(words))
    assert plain(told.worth) == "price of the promise: CNY 30 k"


def test_what_changed_names_the_deals_that_are_lost_and_what_is_secured() -> None:
    plan = sample_plan()
    lost = changed(plan, "acme", status=DealStatus.GIVEN_UP, kept=0, promises=[])
    lost = lost.model_copy(update={"headline": plan.headline.model_copy(update={"secured": 0})})
    view = summary(lost, plan)
    assert view.changes is not None
    texts = [plain(line.text) for line in view.changes.lines]
    assert "Secured is CNY 0 instead of CNY 500 k." in texts
    assert f"1 customer is given up: {by_id(plan, 'acme').customer}." in texts


def test_a_plan_that_says_the_same_has_no_changes() -> None:
    assert summary(sample_plan(), sample_plan()).changes is None
