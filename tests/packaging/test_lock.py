"""The lock: every version that the tests passed with, and no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
LINES = [line for line in (ROOT / "constraints.lock").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
LOCKED = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in LINES}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_each_line_is_one_version_and_none_has_an_address() -> None:
    assert len(LOCKED) == len(LINES) > 30
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []


def test_every_dependency_of_the_project_is_locked_within_its_range() -> None:
    extras = [name for group in PROJECT["optional-dependencies"].values() for name in group]
    stated = [Requirement(text) for text in [*PROJECT["dependencies"], *extras]]
    missing = [one.name for one in stated if canonicalize_name(one.name) not in LOCKED]
    assert missing == []
    outside = [one.name for one in stated if not one.specifier.contains(LOCKED[canonicalize_name(one.name)])]
    assert outside == []
