"""Hints: questions worth asking, told after the faults, and by `check` alone."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import answer, run

TEXT = """\
name: Small
start: 2026-01-05
horizon: 2026-12-31
segments:
  isv: {name: ISV, target: 1, win_rate: 1, lead_rate: 1, profile: isv}
profiles:
  isv: {name: ISV, needs: {design_in: [api @ 80%, {capability: docs, frequency: 66%}]}}
capabilities:
  api: {name: API, kind: serving, ready: proven}
  docs: {name: Documents, kind: knowledge, ready: proven}
  smi: {name: SMI, kind: operations}
deals:
"""
DEAL = (
    "  {id}: {{name: D, customer: Customer {id}, segment: isv, stage: {stage}, value: 1,"
    " gates: {{design_in: 2026-10-16}}, needs: {{design_in: [{need}]}}}}\n"
)


def check(folder: Path, *deals: str) -> list[str]:
    (folder / "roadmap.yaml").write_text(TEXT + "".join(deals), encoding="utf-8")
    return run("check", folder).stdout.splitlines()


def deal(key: str, need: str, stage: str = "opportunity") -> str:
    return DEAL.format(id=key, need=need, stage=stage)


def test_many_deals_make_one_question(tmp_path: Path) -> None:
    many = [deal(f"D{number}", "docs") for number in range(1, 81)]
    question, hint = check(tmp_path, *many, deal("X", "api"), deal("Y", "docs", "lead"), deal("Z", "docs", "lost"))
    assert question.endswith(
        "hint: profile-question: 80% of such customers need api by design_in, but 80 deals do not mention it: D1, "
        "D2, D3, D4, D5 and 75 more"
    )
    assert "`not_needed`" in hint


def test_a_need_of_fewer_than_two_thirds_is_no_question(tmp_path: Path) -> None:
    assert check(tmp_path, deal("A", "api")) == []  # docs: 66 % of such deals, and this one does not say


def test_a_gate_that_is_passed_is_no_question(tmp_path: Path) -> None:
    assert check(tmp_path, deal("A", "docs", "won")) == []


def test_who_was_asked_and_does_not_need_it_is_left_in_peace(tmp_path: Path) -> None:
    assert check(tmp_path, deal("A", "docs").replace("value: 1,", "value: 1, not_needed: [api],")) == []


def test_hints_come_after_what_stands_below_them(tmp_path: Path) -> None:
    lines = check(tmp_path, deal("A", "docs"), deal("B", "api, smi"))
    codes = [line.split(": ")[2] for line in lines if not line.startswith(" ")]
    assert codes == ["need-unmeetable", "profile-question"]  # line 14 before line 5
    records = answer(run("check", tmp_path, "--json"))["findings"]
    assert [record["code"] for record in records] == ["profile-question", "need-unmeetable"]  # as they stand


def test_other_commands_leave_the_questions_to_check(tmp_path: Path) -> None:
    check(tmp_path, deal("A", "docs"), deal("B", "api, smi"))
    told = run("forecast", tmp_path).stderr
    assert "need-unmeetable" in told
    assert "profile-question" not in told


def test_many_deals_that_need_the_same_in_vain_make_one_warning(tmp_path: Path) -> None:
    lines = check(tmp_path, *(deal(f"D{number}", "api, smi") for number in range(1, 9)))
    assert lines[0].endswith("no feature provides smi : ga, so no plan can serve D1, D2, D3, D4, D5 and 3 more")
    assert lines[1].startswith(
        "    The catalogue has ways to build it: smi-ga, smi-proven. `roadmap catalogue smi` shows"
    )
    assert len(lines) == 2


def test_a_skill_that_nobody_has_is_told_once_with_what_it_stops(tmp_path: Path) -> None:
    work = "[{phase: build, skill: go, effort: 9}, {phase: verify, skill: go, effort: 2}]"
    features = "".join(f"  {key}: {{name: F, team: t, provides: {{smi: ga}}, work: {work}}}\n" for key in ("f", "g"))
    staff = "teams: {t: {name: T, skill: rust, people: 1}}\nfeatures:\n" + features
    lines = check(tmp_path, deal("A", "api"), staff)
    told = next(number for number, line in enumerate(lines) if "skill-nobody" in line)
    lines = lines[told:]
    assert lines[0].split(": ", 3)[3] == (
        "nobody with the skill go has time for planned work, now or later; this stops f, g"
    )
    assert [line.split()[:2] for line in lines[1:4]] == [["see", "also"]] * 3  # four work items in all
    assert lines[4] == "    Hire or train somebody, let a partner do the work, or delete the feature."
