from __future__ import annotations

from typing import Any

from roadmap.plans.document import Plan
from roadmap.plans.engineering.models import ShareStatus, TargetModelsPart
from roadmap.views.lookup import look_up
from roadmap.views.market.target_models import ModelsView, build_models
from tests.sample_models import target_models
from tests.sample_plan import empty_plan, sample_plan


def view(plan: Plan | None = None, **changes: object) -> ModelsView:
    plan = sample_plan() if plan is None else plan
    plan = plan.model_copy(update={"target_models": target_models().model_copy(update=changes)})
    made = build_models(plan, look_up(plan))
    assert made is not None
    return made


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def total(status: ShareStatus, **changes: object) -> dict[str, Any]:
    part: TargetModelsPart = target_models()
    return {"total": part.total.model_copy(update={"status": status, **changes})}


def test_the_answer_names_the_person_days_and_what_takes_them() -> None:
    # 105 of 300 = 35 %
    taken = view()
    assert taken.badge.word == "Not met: other work takes the people"
    assert plain(taken.statement) == (
        "105 of 300 person-days (35%) go to the agreed list. The agreement asks for 70%. "
        "The 45 free person-days are not enough to reach it: ad-hoc models take 60, other "
        "features and cases take 30, and 60 are reserved."
    )
    idle = view(**total(ShareStatus.IDLE))
    assert idle.badge.word == "Not met: people are free"
    assert idle.statement.endswith("No other work stands in the way: 45 person-days are free.")
    held = view(**total(ShareStatus.HOLDS, listed=240))
    assert (held.badge.word, plain(held.statement)) == (
        "Met",
        "240 of 300 person-days (80%) go to the agreed list. The agreement asks for 70%.",
    )


def test_each_quarter_has_its_answer_and_its_bar() -> None:
    first, second = view().quarters
    assert (first.name, plain(first.share), first.badge.word) == ("2026Q1", "80%", "Met")
    assert (second.name, plain(second.share), second.wanted) == ("2026Q2", "12%", "140")  # 25 of 200
    # of 200: 25 on the list, 60 ad hoc, 30 + 40 other and reserved
    assert [(one.left, one.width, one.tone) for one in second.bar] == [
        ("0.00%", "12.50%", "good"),
        ("12.50%", "30.00%", "risk"),
        ("42.50%", "35.00%", "lost"),
    ]
    assert [one.tone for one in first.bar] == ["good", "lost"]  # nothing ad hoc


def test_what_is_ad_hoc_is_set_beside_what_the_list_goes_without() -> None:
    made = view()
    assert plain(made.displaced) == (
        "Ad-hoc requests take 60 person-days. These agreed models are left out: "
        "KServe (40 person-days). 1 deal does not get an agreed model in time and gives up "
        "CNY 400 k."
    )
    (row,) = made.ad_hoc
    assert (row.name, row.person_days, row.deals, plain(row.kept)) == (
        "K8s 设备插件",
        "60",
        "Harbour Freight 港口",
        "150 k",
    )


def test_without_ad_hoc_work_nothing_is_displaced() -> None:
    assert view(ad_hoc=[]).displaced == "No ad-hoc model is planned."
    assert plain(view(listed=[]).displaced) == "Ad-hoc requests take 60 person-days."


def test_every_agreed_model_has_a_state() -> None:
    rows = [
        (row.name, row.badge.word, plain(row.release), row.features, row.deals, plain(row.given_up))
        for row in view().listed
    ]
    assert rows == [
        ("Triton backend", "Lands", "R2, 24 Apr", "Triton backend", "–", "–"),
        ("KServe", "Left out", "–", "KServe", "Delta Cloud", "400 k"),
        ("Python API", "Ready already", "–", "–", "–", "–"),
    ]


def test_ids_that_the_plan_does_not_hold_stand_for_themselves() -> None:
    made = view(empty_plan())
    assert (made.listed[0].release, made.listed[1].deals) == ("R2", "delta")


def test_without_a_list_there_is_no_section() -> None:
    plan = sample_plan().model_copy(update={"target_models": None})
    assert build_models(plan, look_up(plan)) is None
