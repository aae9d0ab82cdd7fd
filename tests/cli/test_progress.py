"""What a search says of itself while it runs."""

from __future__ import annotations

import pytest

from roadmap.cli.progress import watch
from roadmap.planner import Progress


def test_compiling_is_told_once_and_why_it_takes_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    with watch("CNY", quiet=False) as observe:
        observe(Progress(0.1, 100, 200, 1.0, "first order", 1))
        observe(Progress(0.2, 100, 200, 1.0, "first order", 1, compiling=True))
        observe(Progress(0.2, 100, 200, 1.0, "first order", 1, compiling=True))
        observe(Progress(2.0, 150, 200, 0.3, "ruin and recreate", 2))
    lines = capsys.readouterr().err.splitlines()
    assert ["Compiling" in line for line in lines] == [False, True, False]
    assert "does not count" in lines[1]
