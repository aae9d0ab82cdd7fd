"""Scenario files: what they change, what they take from the one they begin from, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from requirements.finding import Finding
from roadmap.changes.scenarios.changes import described
from roadmap.changes.scenarios.revise import Changes
from roadmap.changes.scenarios.scenario import MOST_BASES, Scenario, read_scenario
from roadmap.folder.load import load_project
from tests.folder.folders import SMALL, write

LEAN = """\
name: Lean
drop: [deals.D2]
add:
  capabilities:
    kserve: {name: KServe, kind: serving}
people: [-1:sdk@2026-04-01]
set:
  policy.safe_slack: 3
  deals.D1.gates.design_in: 2026-09-01
"""


def scenario(folder: Path, **files: str) -> tuple[Scenario | None, list[Finding]]:
    """Read the first of some scenario files."""
    write(folder, {f"{name}.yaml": text for name, text in files.items()})
    return read_scenario(folder / f"{next(iter(files))}.yaml")


def told(findings: list[Finding]) -> list[str]:
    return [f"{finding.place}: {finding.code}" for finding in findings]


def test_a_scenario_drops_adds_staffs_and_sets_in_this_order(tmp_path: Path) -> None:
    read, findings = scenario(tmp_path, lean=LEAN)
    assert findings == []
    assert read is not None
    assert (read.name, [described(change) for change in read.changes]) == (
        "Lean",
        [
            "without deals.D2",
            "with capabilities.kserve",
            "people.-1:sdk@2026-04-01",
            "policy.safe_slack = 3",
            "deals.D1.gates.design_in = 2026-09-01",
        ],
    )
    loaded = load_project(write(tmp_path / "folder", SMALL), revision=Changes(read.changes))
    assert loaded.project is not None
    assert list(loaded.project.market.deals) == ["D1"]
    assert "kserve" in loaded.project.market.capabilities


def test_a_scenario_has_the_changes_of_its_base_first(tmp_path: Path) -> None:
    read, findings = scenario(
        tmp_path, later="base: lean.yaml\nset: {policy.safe_slack: 5}\nadd: {deals: {}}\n", lean=LEAN
    )
    assert findings == []
    assert read is not None
    assert read.name == "later"
    assert [described(change) for change in read.changes][3:] == [
        "policy.safe_slack = 3",
        "deals.D1.gates.design_in = 2026-09-01",
        "with ",
        "policy.safe_slack = 5",
    ]


def test_what_a_base_adds_can_be_dropped_and_changed_again(tmp_path: Path) -> None:
    read, _ = scenario(
        tmp_path,
        last="base: next.yaml\ndrop: [capabilities.kserve]\n",
        next="base: lean.yaml\nset: {capabilities.kserve.kind: data_centre}\n",
        lean=LEAN,
    )
    assert read is not None
    for steps, kinds in ((len(read.changes) - 1, ["data_centre"]), (len(read.changes), [])):
        loaded = load_project(write(tmp_path / "folder", SMALL), revision=Changes(read.changes[:steps]))
        assert loaded.project is not None
        found = loaded.project.market.capabilities.get("kserve")
        assert ([] if found is None else [found.kind.value]) == kinds


def test_a_fault_stands_in_the_scenario_file(tmp_path: Path) -> None:
    read, _ = scenario(
        tmp_path,
        s="set:\n  deals.D1.gates.design_in: soon\n  policy.safe_slac: 3\nadd:\n  deals:\n    D1: {name: x}\n"
        "drop:\n  - deals.D7\n",
    )
    assert read is not None
    loaded = load_project(write(tmp_path / "folder", SMALL), revision=Changes(read.changes))
    assert set(told(list(loaded.findings))) >= {
        "s.yaml:2:29: not-a-day",
        "s.yaml:3:3: unknown-path",
        "s.yaml:6:5: duplicate-id",
        "s.yaml:8:5: unknown-path",
    }


def test_scenarios_that_begin_from_each_other_are_named_with_their_lines(tmp_path: Path) -> None:
    read, findings = scenario(tmp_path, a="base: b.yaml\n", b="name: B\nbase: c.yaml\n", c="base: a.yaml\n")
    assert read is None
    assert told(findings) == ["c.yaml:1:7: scenario-cycle"]
    assert "a.yaml -> b.yaml -> c.yaml -> a.yaml" in findings[0].message
    assert [str(place) for place in findings[0].related] == ["a.yaml:1:7", "b.yaml:2:7"]


def test_a_scenario_that_begins_from_itself_is_a_cycle(tmp_path: Path) -> None:
    assert told(scenario(tmp_path, a="base: ./a.yaml\n")[1]) == ["a.yaml:1:7: scenario-cycle"]


def test_a_chain_of_bases_ends_somewhere(tmp_path: Path) -> None:
    files = {f"s{n}": f"base: s{n + 1}.yaml\n" for n in range(MOST_BASES + 5)}
    assert [finding.code for finding in scenario(tmp_path, **files)[1]] == ["scenario-cycle"]


def test_a_base_that_is_not_there_is_missed_where_it_is_named(tmp_path: Path) -> None:
    assert told(scenario(tmp_path, a="name: A\nbase: b.yaml\n")[1]) == ["a.yaml:2:7: scenario-unreadable"]


def test_a_base_in_another_spelling_is_asked_about(tmp_path: Path) -> None:
    (finding,) = scenario(tmp_path, a="base: leaves.yaml\n", leave="name: L\n")[1]
    assert finding.hint == "Did you mean leave.yaml?"
    (finding,) = scenario(tmp_path, a="base: nowhere/leave.yaml\n")[1]
    assert finding.hint == "Check the file name. Paths begin at the folder of this file."


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    _, findings = read_scenario(tmp_path / "none.yaml")
    assert told(findings) == ["none.yaml: scenario-unreadable"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sets: {}\n", ["s.yaml:1:1: unknown-field"]),
        ("set: [1]\n", ["s.yaml:1:1: not-a-mapping"]),
        ("drop: deals.D1\n", ["s.yaml:1:7: not-a-list"]),
        ("people: [two more]\n", ["s.yaml:1:10: set-form"]),
        ("set: {a: 1\n", ["s.yaml:2:1: yaml-syntax"]),
        ("", ["s.yaml:1:1: empty-file"]),
        ("base: t.yaml\n", ["t.yaml:1:1: unknown-field"]),
    ],
)
def test_a_faulty_scenario_is_refused_with_its_line(tmp_path: Path, text: str, expected: list[str]) -> None:
    read, findings = scenario(tmp_path, s=text, t="nam: T\n")
    assert (read, told(findings)) == (None, expected)


def test_a_header_is_not_added_by_a_scenario(tmp_path: Path) -> None:
    read, _ = scenario(tmp_path, s="add: {horizon: 2026-11-30}\n")
    assert read is not None
    loaded = load_project(write(tmp_path / "folder", SMALL), revision=Changes(read.changes))
    assert "s.yaml:1:7: header-elsewhere" in told(list(loaded.findings))
