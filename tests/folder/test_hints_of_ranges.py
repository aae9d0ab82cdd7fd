"""What is wrong with ranges, shares and spreads is said with its file, line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from tests.cli.rivals_folder import RIVALS

LINE = RIVALS.splitlines().index("  a: {name: A, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 5}]}") + 1  # noqa: E501 # fmt: skip
LAST = len(RIVALS.splitlines()) + 1


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        (RIVALS.replace("effort: 5", "effort: [6, 5, 9]"), "effort-order", LINE, "Write the lowest"),
        (RIVALS.replace("effort: 5", "effort: [4, 12, 9]"), "effort-order", LINE, "Write the lowest"),
        (RIVALS + "policy: {uncertainty: {common: {company: 60%, skill: 50%}}}\n", "common-shares", LAST, "Lower one"),
        (RIVALS + "policy: {uncertainty: {gates: 10}}\n", "spread-unit", LAST, "A week has five working days."),
        (RIVALS + "policy: {uncertainty: {lost_at: {evaluation: 40%}}}\n", "lost-sum", LAST, "State how many"),
    ],
)
def test_a_fault_of_a_range_says_where_it_is_and_what_to_do(
    tmp_path: Path, text: str, code: str, line: int, hint: str
) -> None:
    (tmp_path / "roadmap.yaml").write_text(text, encoding="utf-8")
    (finding,) = load_project(tmp_path).findings
    assert (finding.code, finding.place.file, finding.place.line) == (code, "roadmap.yaml", line)
    assert finding.hint.startswith(hint)
