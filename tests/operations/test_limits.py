"""What may be asked of the library is what may be asked of the command line; anything else is a UsageFault at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

import roadmap
from tests.cli.command import run

HERE = Path("no-such-folder")  # what is asked is looked at first


@pytest.mark.parametrize("seconds", [0, -1, math.nan, math.inf, 7 * 24 * 3600 + 1])
@pytest.mark.parametrize(
    "call",
    [
        lambda seconds: roadmap.plan(HERE, roadmap.Options(seconds=seconds)),
        lambda seconds: roadmap.whatif(HERE, ["a=1"], options=roadmap.Options(seconds=seconds)),
        lambda seconds: roadmap.quote(HERE, "new.yaml", seconds=seconds),
        lambda seconds: roadmap.explain(HERE, "d", seconds=seconds),
        lambda seconds: roadmap.prices(HERE, seconds=seconds),
    ],
)
def test_seconds_are_more_than_none_and_at_most_a_week(call: Callable[[float], object], seconds: float) -> None:
    with pytest.raises(roadmap.UsageFault, match="more than 0 and at most a week"):
        call(seconds)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: roadmap.plan(HERE, roadmap.Options(workers=0)), "workers is 0; expected a number from 1 to 64"),
        (lambda: roadmap.plan(HERE, roadmap.Options(workers=65)), "workers is 65"),
        (lambda: roadmap.plan(HERE, roadmap.Options(seed=-1)), "seed is -1"),
        (lambda: roadmap.plan(HERE, roadmap.Options(seed=2**31)), "seed is 2147483648"),
        (lambda: roadmap.quote(HERE, "new.yaml", workers=0), "workers is 0"),
        (lambda: roadmap.prices(HERE, processes=0), "processes is 0"),
        (lambda: roadmap.prices(HERE, only=["skills", "people"]), "no part people; its parts are skills, releases"),
    ],
)
def test_other_options_have_the_limits_of_the_command_line(call: Callable[[], object], said: str) -> None:
    with pytest.raises(roadmap.UsageFault, match=said):
        call()


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9", "soon"])
def test_the_command_line_says_the_same(tmp_path: Path, seconds: str) -> None:
    refused = run("plan", tmp_path, f"--time={seconds}")
    assert refused.exit_code == 2
    assert "more than 0 and at most a week" in refused.stderr
