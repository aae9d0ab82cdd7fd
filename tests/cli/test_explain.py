"""`roadmap explain`: every code that a finding can have is explained."""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.cli.commands.asking.explain import explanations
from tests.cli.command import answer, run

ROOT = Path(__file__).parents[2]
GIVEN = re.compile(r'(?:\bFinding\(\s*|\bcode=|_finding\(path, )"([a-z-]+)"')


def test_a_code_is_explained() -> None:
    told = run("explain", "dependency-cycle")
    assert told.exit_code == 0
    assert told.stdout.startswith("dependency-cycle\n  Each of these features waits for the next")
    assert answer(run("explain", "plan-schema", "--json"))["explanation"].startswith("Another version of roadmap wrote")


def test_every_code_in_the_source_is_explained() -> None:
    sources = [*ROOT.glob("roadmap/**/*.py"), *ROOT.glob("requirements/**/*.py")]
    given = {code for source in sources for code in GIVEN.findall(source.read_text(encoding="utf-8"))}
    assert len(given) > 30
    assert given - set(explanations()) == set()


def test_all_codes_are_listed_on_a_line_each() -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(explanations())
    assert max(map(len, lines)) <= 100
    assert answer(run("explain", "--json"))["codes"] == explanations()


def test_an_unknown_code_gets_the_nearest_ones() -> None:
    told = run("explain", "dependency-cycles")
    assert told.exit_code == 2
    assert "There is no finding code dependency-cycles. Did you mean dependency-cycle?" in told.stderr
    assert "`roadmap explain` lists all codes." in run("explain", "qqqqqqqqqq").stderr
