"""Changes to a folder: what they reach, what the typed project then says, and what is said where they reach nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from requirements.finding import Place
from requirements.gate import Gate, Maturity
from roadmap.changes.scenarios.changes import described, read_set
from roadmap.changes.scenarios.revise import Changes
from tests.folder.folders import SMALL
from tests.simulate.asking import asked, change, errors, only_error, project


def test_a_date_of_a_deal_is_another_one(tmp_path: Path) -> None:
    made = project(tmp_path, "deals.D1.gates.design_in=2026-09-01")
    assert made.market.deals["D1"].gates[Gate.DESIGN_IN] == date(2026, 9, 1)
    assert made.market.deals["D1"].gates[Gate.EVALUATION] == date(2026, 4, 1)


def test_nothing_is_written_to_the_folder(tmp_path: Path) -> None:
    asked(tmp_path, "deals.D1.gates.design_in=2026-09-01", "-deals.D2", "people.+2:sdk@2026-04-01")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        name: text.encode() if isinstance(text, str) else text for name, text in SMALL.items()
    }


def test_a_deal_of_a_table_is_reached_too(tmp_path: Path) -> None:
    made = project(tmp_path, "deals.D2.gates.evaluation=2026-06-01", "deals.D2.lead_time=7")
    assert made.market.deals["D2"].gates[Gate.EVALUATION] == date(2026, 6, 1)
    assert made.market.deals["D2"].lead_time == 7


def test_an_entry_is_reached_by_its_name_too(tmp_path: Path) -> None:
    name = project(tmp_path).market.deals["D1"].name
    made = project(tmp_path, f"deals.{name}.gates.design_in=2026-09-01")
    assert made.market.deals["D1"].gates[Gate.DESIGN_IN] == date(2026, 9, 1)
    assert "D1" not in project(tmp_path, f"-deals.{name}").market.deals
    found = only_error(tmp_path, f"deals.{name}s.gates.design_in=2026-09-01")
    assert found.code == "unknown-path"


def test_a_name_of_two_entries_reaches_neither(tmp_path: Path) -> None:
    name = project(tmp_path).market.deals["D1"].name
    twins = [f"deals.D2.name={name}", f"deals.{name}.lead_time=4"]
    assert only_error(tmp_path, *twins).code == "unknown-path"


def test_rates_policy_and_days_of_the_plan_are_reached(tmp_path: Path) -> None:
    made = project(tmp_path, "segments.isv.win_rate=1/4", "policy.safe_slack=3", "horizon=2026-11-30")
    assert made.market.segments["isv"].win_rate == Fraction(1, 4)
    assert made.header.policy.safe_slack == 3
    assert made.header.horizon == date(2026, 11, 30)


def test_what_is_not_stated_may_be_set_where_a_field_is_known(tmp_path: Path) -> None:
    made = project(
        tmp_path, "deals.D1.lead_time=4", "policy.maturity.evaluation=ga", "deals.D1.gates.signing=2026-08-03"
    )
    assert made.market.deals["D1"].lead_time == 4
    assert made.header.policy.maturity[Gate.EVALUATION] is Maturity.GA
    assert made.market.deals["D1"].gates[Gate.SIGNING] == date(2026, 8, 3)


def test_members_of_lists_are_numbered_from_one(tmp_path: Path) -> None:
    made = project(tmp_path, "features.api-1.work.2.effort=30", "teams.sdk.hires.1.people=3")
    assert made.engineering.features["api-1"].work[1].effort.likely == 30
    assert made.engineering.teams["sdk"].hires[0].people == 3


def test_a_work_item_may_be_named_by_its_phase(tmp_path: Path) -> None:
    made = project(tmp_path, "features.api-1.work.verify.effort=9")
    assert made.engineering.features["api-1"].work[2].effort.likely == 9


def test_a_list_grows_at_its_end(tmp_path: Path) -> None:
    made = project(tmp_path, "deals.D1.needs.design_in.+=api", "pins.+={feature: api-1, planned: true}")
    assert [need.any_of for need in made.market.deals["D1"].needs[Gate.DESIGN_IN]][-1] == ["api"]
    assert made.pins[-1].feature == "api-1"


def test_a_member_of_a_list_of_the_folder_is_reached_by_its_number(tmp_path: Path) -> None:
    made = project(tmp_path, "pins.1.done_by=2026-10-30", "cadences.1.cost=99")
    assert made.pins[0].done_by == date(2026, 10, 30)
    assert made.engineering.releases["T1"].cost == 99


def test_an_entry_that_is_not_there_is_added_whole(tmp_path: Path) -> None:
    made = project(
        tmp_path, "capabilities.kserve={name: KServe, kind: serving}", "features.triton-1.provides.kserve=ga"
    )
    assert made.market.capabilities["kserve"].name == "KServe"
    assert made.engineering.features["triton-1"].provides["kserve"] is Maturity.GA


def test_the_longest_id_is_meant_where_ids_hold_dots(tmp_path: Path) -> None:
    files = {**SMALL, "roadmap.yaml": str(SMALL["roadmap.yaml"]).replace("D1:", "D1.2:")}
    files["more.yaml"] = str(SMALL["more.yaml"]).replace("deal: D1", "deal: D1.2")
    made = project(tmp_path, "deals.D1.2.gates.design_in=2026-09-01", files=files)
    assert made.market.deals["D1.2"].gates[Gate.DESIGN_IN] == date(2026, 9, 1)


def test_a_dropped_deal_goes_with_its_pins(tmp_path: Path) -> None:
    made = project(tmp_path, "-deals.D1")
    assert list(made.market.deals) == ["D2"]
    assert [pin.deal for pin in made.pins] == [None]


def test_a_dropped_feature_goes_with_its_progress_and_pins(tmp_path: Path) -> None:
    made = project(tmp_path, "-features.triton-1.after.1", "-features.api-1")
    assert list(made.engineering.features) == ["triton-1"]
    assert made.engineering.progress == {}


def test_a_dropped_feature_that_others_wait_for_is_missed_there(tmp_path: Path) -> None:
    found = only_error(tmp_path, "-features.api-1")
    assert (found.code, found.place.file) == ("unknown-reference", "more.yaml")


def test_a_fault_in_a_value_stands_at_the_option(tmp_path: Path) -> None:
    found = only_error(tmp_path, "deals.D1.gates.design_in=soon")
    assert (found.code, found.place) == ("not-a-day", Place("--set deals.D1.gates.design_in"))


def test_a_check_across_entries_sees_the_change(tmp_path: Path) -> None:
    found = only_error(tmp_path, "deals.D1.segment=carrier")
    assert (found.code, found.place) == ("unknown-reference", Place("--set deals.D1.segment"))


def test_faults_in_whole_entries_stand_at_the_option_too(tmp_path: Path) -> None:
    found = only_error(tmp_path, "capabilities.kserve={name: KServe, kind: [serving]}")
    assert found.place == Place("--set capabilities.kserve")


def test_restricted_values_are_not_repeated(tmp_path: Path) -> None:
    found = only_error(tmp_path, "deals.D1.value=SECRET")
    assert "SECRET" not in f"{found}{found.hint}"
    assert "SECRET" not in described(change("deals.D1.value=SECRET"))
    assert "SECRET" not in described(change("deals.D3={customer: SECRET}"))


@pytest.mark.parametrize(
    ("option", "step", "known", "hint"),
    [
        ("deal.D1.value=1", "deal", "segments, profiles", "Did you mean deals?"),
        ("deals.d1.value=1", "d1", "D1, D2", "Did you mean D1?"),
        ("deals.D1.gate.design_in=2026-09-01", "gate", "gates", "Did you mean gates?"),
        ("deals.D1.gates.design-in=2026-09-01", "design-in", "signing", "Did you mean design_in?"),
        ("features.api-1.work.4.effort=1", "4", "1, 2, 3, design, build, verify, +", ""),
        ("features.api-1.work.0.effort=1", "0", "1, 2, 3", ""),
        ("features.api-1.work.enable.effort=1", "enable", "design, build, verify", ""),
        ("pins.3.done_by=2026-10-30", "3", "1, 2, +", ""),
        ("-deals.D1.lead_time", "lead_time", "name, customer", ""),
        ("-deals.D3", "D3", "D1, D2", ""),
        ("include.1=other.yaml", "include", "horizon", ""),
    ],
)
def test_a_path_that_leads_nowhere_names_what_is_there(
    tmp_path: Path, option: str, step: str, known: str, hint: str
) -> None:
    found = only_error(tmp_path, option)
    assert found.code == "unknown-path"
    assert f" {step} " in found.message or f" {step};" in found.message
    assert known in found.message
    assert found.hint.startswith(hint)


def test_a_path_ends_at_a_single_value(tmp_path: Path) -> None:
    found = only_error(tmp_path, "features.api-1.work.1.effort.low=3")
    assert (found.code, "features.api-1.work.1.effort is a single value" in found.message) == ("unknown-path", True)


def test_a_section_alone_is_no_path(tmp_path: Path) -> None:
    assert "the path must continue after deals" in only_error(tmp_path, "-deals").message
    assert "the path must continue after pins" in only_error(tmp_path, "-pins").message


def test_a_field_that_the_plan_needs_cannot_be_dropped(tmp_path: Path) -> None:
    assert "cannot be dropped" in only_error(tmp_path, "-horizon").message


def test_a_release_of_a_cadence_is_changed_there(tmp_path: Path) -> None:
    assert "cadences.1" in only_error(tmp_path, "releases.T2.cost=3").hint


def test_entries_go_into_sections_that_no_file_has(tmp_path: Path) -> None:
    files = {**SMALL, "more.yaml": str(SMALL["more.yaml"]).split("progress:")[0]}
    made = project(
        tmp_path,
        "progress.api-1={items: {design: {started: 2026-01-12, done: 2026-01-16}}}",
        "pins.+={deal: D1, served: true}",
        files=files,
    )
    assert list(made.engineering.progress) == ["api-1"]
    assert len(made.pins) == 1


def test_an_empty_value_is_no_value(tmp_path: Path) -> None:
    assert only_error(tmp_path, "deals.D1.stage=").code == "no-value"


def test_quotes_and_brackets_are_read_as_in_a_file(tmp_path: Path) -> None:
    made = project(tmp_path, 'deals.D1.name="A: B"', "calendar={days_off: [2026-05-04, 2026-05-05]}")
    assert made.market.deals["D1"].name == "A: B"
    assert made.header.calendar.days_off == [date(2026, 5, 4), date(2026, 5, 5)]


@pytest.mark.parametrize("name", ["sdk", "SDK people 工具", "sdk PEOPLE 工具"])
def test_people_may_be_added_by_the_skill_or_by_the_id_or_the_name_of_its_team(name: str, tmp_path: Path) -> None:
    made = project(tmp_path, "teams.sdk.name=SDK people 工具", f"people.+2:{name}@2026-04-01")
    joined = [(hire.first, hire.people) for hire in made.engineering.teams["sdk"].hires]
    assert joined[-1] == (date(2026, 4, 1), 2)


@pytest.mark.parametrize(
    "option", ["deals.D1", "=3", "people.+0:sdk", "people.+1:sdk@soon", "people.+1:sdk@2026-02-30"]
)
def test_an_option_of_another_form_says_which_form_is_expected(option: str) -> None:
    read = read_set(option)
    assert isinstance(read, list)
    assert [finding.code for finding in read] == ["set-form"]


def test_an_option_that_is_no_yaml_is_a_finding() -> None:
    read = read_set("deals.D1.name=[a")
    assert isinstance(read, list)
    assert [(finding.code, finding.place.file) for finding in read] == [("yaml-syntax", "--set deals.D1.name")]


def test_an_option_with_forbidden_characters_is_a_finding() -> None:
    read = read_set("deals.D1.name=a\u202eb")
    assert isinstance(read, list)
    assert [finding.code for finding in read] == ["character"]


def test_the_changes_are_told_in_plain_words() -> None:
    told = [
        described(change(option))
        for option in (
            "deals.D1.gates.design_in=2026-09-01",
            "-deals.D2",
            "people.+2:sdk@2026-04-01",
            "a.b=[1, {c: 2}]",
        )
    ]
    assert told == [
        "deals.D1.gates.design_in = 2026-09-01",
        "without deals.D2",
        "people.+2:sdk@2026-04-01",
        "a.b = [1, {c: 2}]",
    ]
    assert described(change("a.b=")) == "a.b = "


def test_the_same_changes_have_the_same_mark_and_others_another() -> None:
    one, same, other = (Changes((change(option),)).mark for option in ("a.b=1", "a.b=1", "a.b=2"))
    assert one == same != other


def test_the_digest_tells_a_changed_folder_from_the_folder(tmp_path: Path) -> None:
    digests = {
        project(tmp_path, *options).digest for options in ((), ("policy.safe_slack=3",), ("policy.safe_slack=4",))
    }
    assert len(digests) == 3


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = errors(tmp_path, "deals.D9.stage=won", "deals.D1.stage=nowhere", "-features.x")
    assert sorted(finding.code for finding in found) == ["unknown-path", "unknown-path", "unknown-word"]
