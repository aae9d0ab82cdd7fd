"""The published plan as later plans read it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from requirements.finding import Severity
from requirements.gate import Gate
from roadmap.folder.baseline import Baseline, Published, read_baseline
from roadmap.folder.load import load_project
from tests.plan_files import plan_text, sealed_text
from tests.sample_plan import sample_plan

DEALS = """\
name: Small
start: 2026-01-05
horizon: 2026-03-27
segments:
  isv: {name: ISV, target: 200, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
deals:
  acme: {name: A, customer: C, segment: isv, stage: lost, value: 1, gates: {}}
  beijin: {name: B, customer: D, segment: isv, stage: opportunity, value: 1, gates: {design_in: 2026-03-02}}
"""


def publish(folder: Path, **changes: Any) -> Path:
    """A folder with the sample plan as its baseline."""
    folder.mkdir(exist_ok=True)
    (folder / "roadmap.yaml").write_text(DEALS, encoding="utf-8")
    plan = json.loads(plan_text(sample_plan())) | changes
    (folder / "baseline.json").write_text(sealed_text(**plan), encoding="utf-8")
    return folder


def read(folder: Path) -> Baseline:
    baseline, findings = read_baseline(folder)
    assert findings == []
    assert baseline is not None
    return baseline


def test_a_folder_without_a_baseline_promised_nothing(tmp_path: Path) -> None:
    assert read_baseline(tmp_path) == (None, [])


def test_promises_are_read_by_deal_and_day(tmp_path: Path) -> None:
    promises = read(publish(tmp_path)).promises
    assert {published.deal for published in promises} <= {"acme", "beijing", "harbour", "delta"}
    for published in promises:
        assert published.promised
        assert list(published.gates) == sorted(published.gates, key=lambda gate: gate.rank)


def test_what_is_built_for_whom_is_read(tmp_path: Path) -> None:
    features = [{"id": "f", "deals": ["acme"]}, {"id": "g", "deals": []}]
    assert read(publish(tmp_path, features=features)).builds == {"f": {"acme"}, "g": frozenset()}


def test_gates_promised_for_one_day_are_one_promise(tmp_path: Path) -> None:
    day, later = "2026-05-08", "2026-07-03"
    need = {"gate": "evaluation", "any_of": ["api", "grpc"], "importance": "breaker", "met": True}
    nice = {"gate": "signing", "any_of": ["smi"], "importance": "nice"}
    plugin = {"gate": "acceptance", "any_of": ["k8s"], "importance": "breaker"}
    deal = {
        "id": "acme",
        "needs": [need, nice, plugin],
        "promises": [
            {"gate": "evaluation", "release": None, "day": "2026-01-05"},  # was there before: nothing to break
            {"gate": "signing", "release": "R2", "day": day},
            {"gate": "design_in", "release": "R2", "day": day},
            {"gate": "acceptance", "release": "R3", "day": later},
        ],
    }
    promises = read(publish(tmp_path, deals=[deal])).promises
    assert promises == (
        Published("acme", (Gate.DESIGN_IN, Gate.SIGNING), date(2026, 5, 8), "R2", frozenset({"api", "grpc"})),
        Published("acme", (Gate.ACCEPTANCE,), date(2026, 7, 3), "R3", frozenset({"api", "grpc", "k8s"})),
    )


def test_a_deal_that_was_promised_something_cannot_be_left_out(tmp_path: Path) -> None:
    loaded = load_project(publish(tmp_path))
    gone = [(str(finding.place), finding.code, finding.hint) for finding in loaded.findings]
    assert {(place, code) for place, code, _ in gone} == {("baseline.json", "baseline-deal-gone")}
    assert len(gone) == 2  # beijing, misspelt here, and harbour; acme is kept as lost, delta was promised nothing
    keep = "Keep the deal with `stage: lost`. A promise does not end when the deal is deleted."
    assert {hint for _, _, hint in gone} == {keep, f"Did you mean beijin? {keep}"}
    assert loaded.project is None


def test_the_baseline_is_no_part_of_the_digest_and_has_its_own(tmp_path: Path) -> None:
    folder = publish(tmp_path, deals=[])
    with_it = load_project(folder).project
    (folder / "baseline.json").unlink()
    without = load_project(folder).project
    assert with_it is not None
    assert without is not None
    assert with_it.digest == without.digest
    assert with_it.baseline is not None
    assert len(with_it.baseline.digest) == 64
    assert without.baseline is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "the file is not JSON"),
        ("[]", "the file is not a JSON object"),
        ("{}", "this is not a plan"),
        ('{"schema_version": 7}', "another schema"),
        (sealed_text(as_of="2026-01-05"), "the part deals is missing"),
        (sealed_text(as_of="2026-01-05", deals=[{"id": 7}]), "the part deals.0.id is missing, or"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_a_finding(content: str, why: str, tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / "baseline.json").write_text(content, encoding="utf-8")
    loaded = load_project(tmp_path)
    [finding] = loaded.findings
    assert (finding.code, finding.place.file) == ("baseline-invalid", "baseline.json")
    assert why in finding.message
    assert finding.message.startswith("the published plan cannot be used: ")
    assert finding.hint.startswith("Restore the file from version control, publish a plan again, or delete")
    assert loaded.project is None


def test_a_baseline_that_is_no_file_or_too_large_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path)
    monkeypatch.setattr("roadmap.folder.seal.LARGEST", 100)
    assert "too large" in read_baseline(tmp_path)[1][0].message
    (tmp_path / "baseline.json").unlink()
    (tmp_path / "baseline.json").mkdir()
    assert "a folder" in read_baseline(tmp_path)[1][0].message


def test_a_baseline_that_cannot_be_opened_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("requirements.reading.whole_file.os.open", refuse)
    assert "Permission denied" in read_baseline(tmp_path)[1][0].message


def test_decisions_that_free_no_published_promise_are_told_with_the_days_that_are(tmp_path: Path) -> None:
    day = read(publish(tmp_path)).promises[0]
    decision = "  - {{what: promises.{what}, who: W, when: {when}, because: B}}\n"
    said = [
        decision.format(what=f"{day.deal}.{day.day}", when="2026-12-01"),  # names a promise
        decision.format(what=f"{day.deal}.2030-01-01", when="2026-12-01"),  # another day
        decision.format(what="beijin.2030-01-01", when="2026-12-01"),  # nothing was promised to it
        decision.format(what=f"{day.deal}.2030-01-01", when="2020-01-01"),  # older than the plan: a record
    ]
    (tmp_path / "decisions.yaml").write_text("decisions:\n" + "".join(said), encoding="utf-8")
    told = [one for one in load_project(tmp_path).findings if one.code == "decision-idle"]
    assert [(str(one.place), one.severity) for one in told] == [
        ("decisions.yaml:3:12", Severity.WARNING),
        ("decisions.yaml:4:12", Severity.WARNING),
    ]
    days = sorted(one.day for one in read(tmp_path).promises if one.deal == day.deal)
    assert told[0].hint == f"The published days are {', '.join(map(str, days))}."
    assert told[1].hint == "Nothing is published to this deal."
    assert told[1].message == (
        "nothing is published to the deal beijin for 2030-01-01, so the decision frees no promise"
    )
