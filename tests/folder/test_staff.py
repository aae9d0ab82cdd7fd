"""Staff: the most people of a skill there ever are at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folder.folders import HEADER, load, told

BASE = (
    HEADER
    + """\
capabilities: {api: {name: API, kind: serving}}
releases: {R0: {freeze: 2025-12-01, ship: 2025-12-08}, R1: {freeze: 2026-06-01, ship: 2026-06-08}}
features:
  f: {name: F, team: t, provides: {api: ga}, work: [{phase: build, skill: s, effort: 9, crew: 2}]}
"""
)


@pytest.mark.parametrize(
    ("staff", "enough"),
    [
        ("teams: {t: {name: T, skill: s, people: 2}}", True),
        ("teams: {t: {name: T, skill: s, people: 1}}", False),
        ("teams: {t: {name: T, skill: s, people: 1, hires: [{first: 2026-09-01, people: 1}]}}", True),
        ("teams: {t: {name: T, skill: s, people: 1, hires: [{first: 2027-09-01, people: 1}]}}", False),
        ("teams: {t: {name: T, skill: s, people: 1}}\npeople: {p: {name: P, team: t}}", True),
        ("teams: {t: {name: T, skill: s, people: 1}}\npeople: {p: {name: P, team: t, skill: other}}", False),
        ("teams: {t: {name: T, skill: s, people: 1}}\npeople: {p: {name: P, team: t, last: 2025-12-31}}", False),
        ("teams: {t: {name: T, skill: s, people: 2, reserved: 100%}}", False),
        ("teams: {t: {name: T, skill: s, people: 1}}\npeople: {p: {name: P, team: t, reserved: 100%}}", False),
        # One leaves on the day before the other comes: never two at once.
        (
            "teams: {t: {name: T, skill: s}}\npeople:\n"
            "  p: {name: P, team: t, last: 2026-05-31}\n  q: {name: Q, team: t, first: 2026-06-01}",
            False,
        ),
        (
            "teams: {t: {name: T, skill: s}}\npeople:\n"
            "  p: {name: P, team: t, last: 2026-06-01}\n  q: {name: Q, team: t, first: 2026-06-01}",
            True,
        ),
    ],
)
def test_a_crew_needs_people_who_are_there_on_one_day(tmp_path: Path, staff: str, enough: bool) -> None:
    codes = [finding.code for finding in load(tmp_path, {"roadmap.yaml": BASE + staff + "\n"}).findings]
    assert {"crew-too-large", "skill-nobody"}.isdisjoint(codes) is enough


@pytest.mark.parametrize(
    "progress",
    ["{f: {items: {build: {started: 2026-01-05, done: 2026-01-05}}}}", "{f: {shipped: R0}}"],
)
def test_work_that_is_done_needs_nobody(tmp_path: Path, progress: str) -> None:
    text = BASE + "teams: {t: {name: T, skill: other, people: 1}}\nprogress: " + progress + "\n"
    assert told(load(tmp_path, {"roadmap.yaml": text})) == ["roadmap.yaml:1:7: no-deals"]
