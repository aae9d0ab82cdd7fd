"""The ledger of promises from end to end: simulated, published, tracked, and never changed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import answer, run
from tests.cli.rivals_folder import RIVALS, rivals_folder

EFFORTS = "policy: {uncertainty: {gates: 0 days, sick_days: 0}}\n"
"""b takes 4.8 to 9.6 days. R1 freezes after 8: with 0.955, 19 of 20, it makes that."""


@pytest.fixture
def published(tmp_path: Path) -> Path:
    plan = rivals_folder(tmp_path / "company", RIVALS + EFFORTS)
    assert run("simulate", plan, "--runs", "4000", "-q").exit_code == 0
    told = run("publish", plan)
    assert told.exit_code == 0
    assert "The ledger promises.jsonl has 2 lines more, one for each promised gate." in told.stdout
    return plan.parent


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in (folder / "promises.jsonl").read_text(encoding="utf-8").splitlines()]


def test_what_is_published_is_written_down_with_how_sure_it_is(published: Path) -> None:
    by_deal = {line["deal"]: line for line in lines(published)}
    assert round(20 * by_deal["e"]["chance"]) == 19
    assert {name: by_deal["e"][name] for name in ("release", "day", "features", "published")} == {
        "release": "R1", "day": "2026-01-16", "features": ["b"], "published": "2026-01-05",
    }  # fmt: skip
    (wire,) = by_deal["e"]["tripwires"]
    # of the futures in which b takes more than 7 days, 0.81 take 8 and make the freeze; of those beyond it, none
    assert wire == {"feature": "b", "phase": "build", "by": "2026-01-14", "chance": 0.0}


def test_a_second_time_the_same_plan_adds_nothing(published: Path) -> None:
    before = (published / "promises.jsonl").read_bytes()
    assert run("publish", published / "plan.json").exit_code == 0
    assert (published / "promises.jsonl").read_bytes() == before


def test_tracking_says_which_tripwires_are_crossed_and_how_sure_the_promise_still_is(published: Path) -> None:
    (wire,) = next(line["tripwires"] for line in lines(published) if line["deal"] == "e")
    early = answer(run("track", published, "--as-of", "2026-01-06", "--json"))
    assert (early["crossed"], early["record"]["promises"]) == ([], [])
    late = answer(run("track", published, "--as-of", "2026-01-15", "--json"))
    assert [(one["promise"]["deal"], one["tripwire"]) for one in late["crossed"] if one["promise"]["deal"] == "e"] == [
        ("e", wire)
    ]
    told = run("track", published, "--as-of", "2026-01-15", "-o", published.parent / "quarter.html").stdout
    assert "E, Design-in: R1, 16 Jan 2026: 19 of 20 becomes" in told
    assert "B, Build: to be done by" in told
    assert "E, Design-in" not in told.partition("Lessons")[2]
    assert "19 of 20 becomes" in (published.parent / "quarter.html").read_text(encoding="utf-8")


def test_tracking_scores_the_promises_whose_day_is_past(published: Path) -> None:
    text = (published / "roadmap.yaml").read_text(encoding="utf-8")
    shipped = "progress: {b: {items: {build: {started: 2026-01-05, done: 2026-01-13}}, shipped: R1}}\n"
    (published / "roadmap.yaml").write_text(text + shipped, encoding="utf-8")
    told = answer(run("track", published, "--as-of", "2026-02-03", "--json"))
    held = {one["deal"]: one["held"] for one in told["record"]["promises"]}
    assert held == {"e": True, "d": False}  # a has not shipped by 2 February
    assert 0 < told["record"]["brier"] < 1


def test_without_a_simulation_the_ledger_does_not_say_how_sure_a_promise_is(tmp_path: Path) -> None:
    plan = rivals_folder(tmp_path / "company", RIVALS)
    told = run("publish", plan)
    assert "The plan was not simulated" in told.stderr
    assert [(line["chance"], line["tripwires"]) for line in lines(plan.parent)] == [(None, []), (None, [])]


def test_a_line_that_was_changed_by_hand_stops_publishing_and_tracking(published: Path) -> None:
    file = published / "promises.jsonl"
    changed = file.read_text(encoding="utf-8").replace('"R1"', '"R2"')
    file.write_text(changed, encoding="utf-8")
    (published / "baseline.json").unlink()
    for words in (
        ["track", published, "--as-of", "2026-01-06"],
        ["publish", published],
        ["publish", published, "--force"],
    ):
        told = run(*words)
        assert told.exit_code == 3
        assert "promises.jsonl:" in told.output
        assert "ledger-changed" in told.output
    assert file.read_text(encoding="utf-8") == changed
    assert not (published / "baseline.json").exists()


def test_the_scores_stand_with_their_groups_and_each_broken_promise_says_whether_it_was_announced(
    published: Path,
) -> None:
    told = answer(run("track", published, "--as-of", "2026-02-03", "--json"))
    groups = {(one["by"], one["id"]): (one["held"], one["given"]) for one in told["scores"]}
    assert groups["team", "core"] == (0, 2)
    assert groups["segment", "isv"] == (0, 2)
    shown = run("track", published, "--as-of", "2026-02-03", "-o", published.parent / "quarter.html").stdout
    assert "✗ E, Design-in: R1, 16 Jan 2026: not announced" in shown
    assert "Promises kept by team" in (published.parent / "quarter.html").read_text(encoding="utf-8")


def test_a_customer_reads_how_the_promises_to_its_own_deal_were_kept(published: Path) -> None:
    page = published.parent / "record.html"
    assert run("track", published, "--as-of", "2026-02-03", "--customer", "e", "-o", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Promises to L" in text
    assert "0 of 1 promise held." in text
    assert "Customer K" not in text
    wrong = run("track", published, "--customer", "nobody", "-o", page)
    assert (wrong.exit_code, "no open deal nobody" in wrong.stderr) == (2, True)
    assert run("track", published, "--customer", "e").exit_code == 2
