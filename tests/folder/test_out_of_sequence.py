"""What `out-of-sequence` offers: only what would change something."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.folder.load import load_project
from tests.folder.test_progress_items import FOLDER

CONTINUE = "The work continues. With `policy: out_of_sequence: wait`, its remaining part waits."
WAIT = "Its remaining part waits. With `policy: out_of_sequence: continue`, the work continues."
RUNNING = "[{started: 2026-01-12, remaining: 3, skill: hw}]"
DONE = "[{started: 2026-01-12, done: 2026-01-14, skill: hw}]"


@pytest.mark.parametrize(
    ("policy", "board", "hint"),
    [("continue", RUNNING, CONTINUE), ("wait", RUNNING, WAIT), ("continue", DONE, ""), ("wait", DONE, "")],
)
def test_the_other_policy_is_offered_only_where_something_is_left_that_could_wait(
    policy: str, board: str, hint: str, tmp_path: Path
) -> None:
    # the board was begun while the software before it was still being written
    items = f"[{{started: 2026-01-05, remaining: 5, skill: code}}, {board[1:-1]}]"
    text = FOLDER.replace("include: [progress.*]\n", "") + f"progress: {{f: {{items: {{build: {items}}}}}}}\n"
    (tmp_path / "roadmap.yaml").write_text(text + f"policy: {{out_of_sequence: {policy}}}\n", encoding="utf-8")
    found = load_project(tmp_path).findings
    assert [finding.hint for finding in found if finding.code == "out-of-sequence"] == [hint]
