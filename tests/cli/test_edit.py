"""`roadmap edit`: the difference is printed, what is wrong is told, and a trial writes nothing."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import answer, run
from tests.editing.folders import MARKET, company

GATE = "deals.harbour.gates.design_in"


def test_the_difference_and_a_sentence_are_printed(tmp_path: Path) -> None:
    done = run("edit", company(tmp_path), f"{GATE}=2026-07-15", "--remove", "deals.harbour.gates.signing")
    assert done.exit_code == 0, done.output
    assert "-      design_in: 2026-06-30\n-      signing: 2026-07-31\n+      design_in: 2026-07-15\n" in done.stdout
    assert done.stderr.splitlines() == [
        "harbour: gate design_in 2026-06-30 -> 2026-07-15",
        "harbour: gate signing removed: 2026-07-31",
    ]


def test_a_trial_writes_nothing_and_says_so(tmp_path: Path) -> None:
    done = run("edit", company(tmp_path), f"{GATE}=2026-07-15", "--dry-run")
    assert "+      design_in: 2026-07-15" in done.stdout
    assert "Nothing was written" in done.stderr
    assert (tmp_path / "market.yaml").read_text() == MARKET
    told = answer(run("edit", tmp_path, f"{GATE}=2026-07-15", "--dry-run", "--json"))
    assert (told["written"], told["files"]) == (False, ["market.yaml"])


def test_the_hash_of_an_entry_guards_it(tmp_path: Path) -> None:
    (shown,) = answer(run("edit", company(tmp_path), "deals.harbour", "--json"))["entries"]
    assert shown["text"].startswith('harbour:\n    name: "Harbour cameras"\n')
    assert run("edit", tmp_path, "deals.harbour").stdout.startswith(f"market.yaml:8: deals.harbour {shown['hash']}\n")
    assert run("edit", tmp_path, f"{GATE}=2026-07-15", "--if-match", shown["hash"]).exit_code == 0
    late = run("edit", tmp_path, f"{GATE}=2026-07-16", "--if-match", shown["hash"])
    assert late.exit_code == 3
    assert "deals.harbour was changed by somebody else since you read it." in late.stderr
    assert "2026-07-15" in (tmp_path / "market.yaml").read_text()


def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path) -> None:
    company(tmp_path)
    wrong = run("edit", tmp_path, f"{GATE}=soon")
    assert wrong.exit_code == 3
    assert "market.yaml:15:18: not-a-day" in wrong.stderr
    assert run("edit", tmp_path, "people.+2:sdk").exit_code == 3
    assert run("edit", tmp_path).exit_code == 2
    assert run("edit", tmp_path / "nowhere", f"{GATE}=2026-07-15").exit_code != 0
