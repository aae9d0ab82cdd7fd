"""`roadmap plan` where what is held contradicts itself: exit 4, the lines, the reason and the ways out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from roadmap.policy.pins import Pin
from roadmap.schedule import Status, Stopped
from roadmap.views.answers.clashes import in_words
from tests.cli.command import SMALL, answer, folder, run, small_plan
from tests.cli.planners import finding, nothing, planner
from tests.explain.judges import JudgeHere

PINNED = (
    SMALL
    + """\
capabilities:
  api: {name: API, kind: serving, ready: ga}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: evaluation, value: 200,
     gates: {design_in: 2026-02-27}, needs: {design_in: [api]}}
pins:
  - {deal: d, served: true}
  - {deal: d, served: false}
"""
)


def judged_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.operations.searching.contradiction.Judge", lambda workers: JudgeHere())


def test_pins_that_contradict_end_with_4_and_are_told_with_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged_here(monkeypatch)
    called = planner(monkeypatch, finding(small_plan()))
    where = folder(tmp_path / "p", PINNED)
    planned = run("plan", where)
    assert planned.exit_code == 4
    assert planned.stdout == ""
    assert planned.stderr.splitlines()[-8:] == [
        "roadmap: The fixed lines contradict each other, so no plan can hold all of them.",
        "These lines contradict each other:",
        "  roadmap.yaml:13:5: deal d is served",
        "  roadmap.yaml:14:5: deal d is not served",
        "  These lines state opposite things.",
        "  Possible changes:",
        # Served, the deal is worth 200 x 1/2; the way that keeps it served is the better one.
        "    remove this line: deal d is not served: the best plan is then worth CNY 100 k (proved)",
        "    remove this line: deal d is served: the best plan is then worth CNY 0 (proved)",
    ]
    assert not (where / "plan.json").exists()
    assert called == []  # such pins need no search
    told = answer(run("plan", where, "--json"))
    assert told["pins"][0] == {"text": "deal d is served", "place": "roadmap.yaml:13:5"}
    assert told["contradictions_in_all"] == 1
    assert told["contradictions"][0]["ways"][0]["value"] == 100


def test_several_sets_are_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged_here(monkeypatch)
    other = PINNED.replace("  d:", "  e:").partition("deals:\n")[2].partition("pins:")[0].replace(" C,", " E,")
    pins = "  - {deal: e, served: true}\n  - {deal: e, served: false}\n"
    planned = run("plan", folder(tmp_path / "p", PINNED.replace("pins:\n", f"{other}pins:\n") + pins))
    assert "1. These lines contradict each other:" in planned.stderr
    assert "2. These lines contradict each other:" in planned.stderr


def test_pins_that_a_search_proves_contradictory_are_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged_here(monkeypatch)
    planner(monkeypatch, lambda **_callbacks: nothing(Status.INFEASIBLE, Stopped.PROVED))
    single = PINNED[: PINNED.rindex("  - ")]
    planned = run("plan", folder(tmp_path / "p", single))
    # The pin can hold, whatever this made-up search says: nothing is found against it, and so all pins are listed.
    assert planned.exit_code == 4
    assert planned.stderr.splitlines()[-2:] == [
        "roadmap: No plan can hold this pin. Loosen or remove this pin:",
        "  roadmap.yaml:13:5: deal d is served",
    ]
    two = single + "  - {deal: d, served: true}\n"
    assert "The pins contradict each other" in run("plan", folder(tmp_path / "p", two)).stderr


def test_a_single_pin_that_cannot_hold_contradicts_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged_here(monkeypatch)
    planner(monkeypatch, lambda **_callbacks: nothing(Status.NOTHING_FOUND, Stopped.TIME))
    impossible = PINNED[: PINNED.rindex("  - ")].replace("ready: ga", "ready: preview")
    planned = run("plan", folder(tmp_path / "p", impossible), "--strict")
    assert planned.exit_code == 4
    assert planned.stderr.splitlines()[-6:] == [
        "roadmap: No plan can hold this line:",
        "  roadmap.yaml:13:5: deal d is served",
        "  No feature provides the needs of deal d.",
        "  Confirmed twice: this line alone cannot hold. Removing it fixes the conflict.",
        "  Possible changes:",
        "    remove this line: deal d is served: the best plan is then worth CNY 0 (proved)",
    ]


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        (Pin(feature="f", release="R1"), "feature f lands in R1"),
        (Pin(feature="f", start=date(2026, 2, 2)), "feature f starts on 2026-02-02"),
        (Pin(feature="f", done_by=date(2026, 2, 2)), "feature f is done by 2026-02-02"),
        (Pin(feature="f", planned=True), "feature f is built"),
        (Pin(feature="f", planned=False), "feature f is not built"),
    ],
)
def test_a_pin_is_said_in_words(pin: Pin, words: str) -> None:
    assert in_words(pin) == words


def test_a_contradiction_without_pins_blames_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, lambda **_callbacks: nothing(Status.INFEASIBLE, Stopped.PROVED))
    planned = run("plan", folder(tmp_path / "p"))
    assert planned.exit_code == 4
    assert "Started work and fixed entries contradict each other" in planned.stderr
