"""`roadmap explain PLAN.json ID`: deals with repairs, features, releases, skills and weeks; and what is not there."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import answer, on_terminal, run
from tests.cli.rivals_folder import RIVALS, rivals_folder
from tests.explain.executors import Here


@pytest.fixture(autouse=True)
def pool_here(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def open_here(**_: Any) -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr("roadmap.operations.asking.explain.open_pool", open_here)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rivals_folder(tmp_path_factory.mktemp("rivals"))


def said(*arguments: object) -> list[str]:
    told = run("explain", *arguments, "--time", "20")
    assert told.exit_code == 0, told.output
    return [line.replace("\u00a0", " ") for line in told.stdout.splitlines()]


def test_a_late_deal_is_explained_with_its_repairs(plan: Path) -> None:
    lines = said(plan, "d")
    assert lines[0] == "D (d) is late. It keeps CNY 50 k of the expected CNY 100 k."
    assert "waited 6 working days for people of code, who worked on b" in "\n".join(lines)
    start = next(n for n, line in enumerate(lines) if line.startswith("Changes that would serve the deal in time"))
    # Each of the first ones makes 250 into 300; serving d as it stands makes it 100 + 100.
    assert "+CNY 50 k (proved)" in lines[start + 1]
    assert lines[start + 2] == "     The deal keeps CNY 50 k more. The other deals keep what they have."
    assert len([line for line in lines[start:] if "(proved)" in line]) == 5


def test_programs_get_the_same_as_one_object(plan: Path) -> None:
    told = answer(run("explain", plan, "d", "--json", "--time", "20"))
    assert (told["kind"], told["id"], told["deciding"]["late"]) == ("deal", "d", 11)
    assert told["chain"][0]["holders"] == [{"feature": "b", "deals": ["e"], "days": 6}]
    assert told["losses"] == [{"feature": "b", "deals": ["e"], "days": 6}]
    assert {repair["difference"]["found"] for repair in told["repairs"]} == {50}
    assert told["sentences"][0].startswith("D (d) is late")


def test_a_safe_deal_gets_its_slack_and_no_repairs(plan: Path) -> None:
    lines = said(plan, "e")
    assert lines[0].startswith("E (e) is at risk: ")
    assert lines[0].endswith(" keeps CNY 200 k of the expected CNY 200 k.")
    assert "Its smallest slack is 0 working days." in lines
    assert not any("Changes that would serve" in line for line in lines)


def test_a_feature_is_explained_with_what_its_slip_costs(plan: Path) -> None:
    lines = said(plan, "b")
    # b takes 6 days and R1 freezes after 8.
    assert lines[0] == "B (b) lands in R1: verified on 12 Jan 2026, 2 working days before the freeze."
    assert lines[1] == "1 served deal depends on it: e."
    start = lines.index("Value of each change, found by planning again:")
    assert lines[start + 1] == "  b starts 2 weeks later than possible: -CNY 50 k (proved)"
    assert lines[start + 2] == "    lose: e CNY 100 k"


def test_a_feature_that_is_not_built_gets_the_reason_and_its_price(plan: Path) -> None:
    lines = said(plan, "idle")
    assert lines[0] == "I (idle) is not built: no open deal needs its capabilities."
    # A day of the person before R1 is there to spare: 8 days, and b takes 6.
    assert lines[-1] == "  build idle in-house: CNY 0 (proved)"


def test_a_release_is_explained_with_its_content_and_its_price(plan: Path) -> None:
    lines = said(plan, "R1")
    assert lines[0] == "R1 freezes on 14 Jan 2026 and ships on 16 Jan 2026."
    assert lines[1] == "It costs CNY 0."
    assert "  b: 2 working days" in lines
    assert "  R1 is not used: -CNY 100 k (proved)" in lines
    assert said(plan, "R3")[1] == "The plan does not use it: nothing that could land in it is worth its cost."


def test_a_skill_is_explained_with_who_takes_it_and_what_one_more_is_worth(plan: Path) -> None:
    lines = said(plan, "code")
    assert lines[0].startswith("code: 1 person at most.")
    # Eleven days from Monday, 5 January: two whole weeks.
    assert lines[1] == "2 of 25 weeks are full, the first from 5 Jan 2026."
    assert "  b: 6 person-days, for e" in lines
    assert "  one more person of code from 5 Jan 2026: +CNY 50 k (proved)" in lines
    assert "  one more person of code from 1 Apr 2026: CNY 0 (proved)" in lines


def test_a_week_says_who_works_on_what_and_what_is_due(plan: Path) -> None:
    lines = said(plan, "2026-W03")
    assert lines[0] == "Week 12 Jan 2026 – 18 Jan 2026."
    assert "R1 freezes on 14 Jan 2026." in lines
    assert "R1 ships on 16 Jan 2026." in lines
    assert "d: Design-in on 16 Jan 2026 (late)." in lines
    assert "  b Build: core-1" in lines
    assert "  code: 5/5 (100%)" in lines
    assert "  nobody works on features" in said(plan, "2026-W20")


EVERYTHING = "Ask for a week such as 2026-W20, or for one of these ids. deals: d, e; features: a, b"
WEEKS = "The weeks of this plan are 2026-W02 to "


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("ee", "Did you mean e?"),
        ("r1", "Did you mean R1"),
        ("nothing-like-it", EVERYTHING),
        ("2027-W20", WEEKS),
        ("2026-W60", WEEKS),
        ("2026-20", WEEKS),
        ("skill:d", "Did you mean deal:d?"),
        ("skill:nobody-knows-it", "The plan has "),
        ("thing:nothing-like-it", EVERYTHING),
    ],
)
def test_what_is_not_in_the_plan_is_a_finding(plan: Path, asked: str, hint: str) -> None:
    told = run("explain", plan, asked)
    assert told.exit_code == 3
    assert told.stdout == ""
    assert told.stderr.startswith("plan.json: not-in-plan: ")
    assert asked in told.stderr.splitlines()[0]
    assert f"    {hint}" in told.stderr


def test_an_id_of_two_things_asks_which_is_meant(tmp_path: Path) -> None:
    plan = rivals_folder(tmp_path / "p", RIVALS.replace("code", "d"))
    told = run("explain", plan, "d")
    assert told.exit_code == 3
    assert "Use one of deal:d, skill:d." in told.stderr
    assert said(plan, "skill:d")[0].startswith("d: 1 person at most")


def test_a_folder_that_has_changed_since_is_a_finding(tmp_path: Path) -> None:
    plan = rivals_folder(tmp_path / "p")
    (tmp_path / "p" / "roadmap.yaml").write_text(RIVALS.replace("value: 200", "value: 300"), encoding="utf-8")
    told = run("explain", plan, "d")
    assert told.exit_code == 3
    assert "input-differs" in told.stderr
    assert told.stdout == ""
    other = rivals_folder(tmp_path / "q")
    assert run("explain", plan, "e", "--folder", other.parent, "--time", "1").exit_code == 0


def test_a_plan_of_another_schema_is_a_finding(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text('{"schema_version": 99}', encoding="utf-8")
    told = run("explain", plan, "d")
    assert told.exit_code == 3
    assert "plan-schema" in told.stderr


def test_a_plan_alone_asks_what_to_explain(plan: Path) -> None:
    told = run("explain", plan)
    assert told.exit_code == 2
    assert "Name what to explain" in told.stderr
    assert "The deals of this plan include d, e." in told.stderr


def test_what_is_gone_from_the_folder_is_said_with_what_it_has_now(tmp_path: Path) -> None:
    plan = rivals_folder(tmp_path / "p")
    renamed = RIVALS.replace("  d:", "  dd:", 1)
    assert renamed != RIVALS
    (tmp_path / "p" / "roadmap.yaml").write_text(renamed, encoding="utf-8")
    told = run("explain", plan, "d")
    assert told.exit_code == 3
    assert "p: input-differs: " in told.stderr
    assert "Similar ids in the folder: dd. Plan the folder again" in told.stderr
    # What is still there gets the finding alone.
    assert "the folder has no" not in run("explain", plan, "e").stderr


def test_a_plan_away_from_its_folder_asks_for_the_folder(plan: Path, tmp_path: Path) -> None:
    alone = tmp_path / "plan.json"
    alone.write_bytes(plan.read_bytes())
    told = run("explain", alone, "e")
    assert told.exit_code == 3
    assert "no roadmap.yaml lies beside the plan.\n    Name the folder with --folder DIR." in told.stderr
    assert list(tmp_path.iterdir()) == [alone]


def test_a_plan_that_is_not_there_is_a_finding_with_the_plans_that_are(plan: Path, tmp_path: Path) -> None:
    nothing = run("explain", tmp_path / "x" / "plan.json", "d")
    assert nothing.exit_code == 3
    assert "plan.json: plan-unreadable" in nothing.stderr
    assert "`roadmap plan DIR -o PLAN.json` writes a plan." in nothing.stderr
    folder = plan.parent
    like = folder.parent / f"{folder.name}s" / "plan.json"
    for asked in (folder / "plans.json", folder / "plan.jsn", like):
        for subject in (["d"], []):
            told = run("explain", asked, *subject)
            assert told.exit_code == 3
            assert "    Did you mean " in told.stderr
            assert str(plan) in told.stderr


class Interrupting(Here):
    """Answers a few questions, then Ctrl-C is pressed."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        if self.count == 6:
            signal.raise_signal(signal.SIGINT)
        return future


def pools(monkeypatch: pytest.MonkeyPatch, make: Callable[[], Here]) -> list[Here]:
    """The pools that are opened from now on."""
    opened: list[Here] = []

    @contextlib.contextmanager
    def open_one(**_: Any) -> Iterator[Here]:
        opened.append(make())
        yield opened[-1]

    monkeypatch.setattr("roadmap.operations.asking.explain.open_pool", open_one)
    return opened


def test_ctrl_c_keeps_the_repairs_found(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = pools(monkeypatch, Interrupting)
    told = run("explain", plan, "d", "--time", "600")
    assert told.exit_code == 0
    assert "Changes that would serve the deal in time" in told.stdout
    assert [pool.count for pool in opened] == [6]


class Slow:
    """A compiled search that is not there before it has been waited for so often; it is compiled first."""

    waits = 0
    ended = 0

    def over(self) -> bool:
        return Slow.waits > 3 or Slow.ended > 0

    def wait(self, _seconds: float) -> None:
        Slow.waits += 1

    def end(self) -> None:
        Slow.ended += 1


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.explaining.asking.rounds.is_large", lambda _: True)
    monkeypatch.setattr("roadmap.operations.asking.explain.Loading", Slow)
    monkeypatch.setattr("roadmap.operations.asking.explain.can_copy", lambda: True)
    monkeypatch.setattr(Slow, "waits", 0)
    monkeypatch.setattr(Slow, "ended", 0)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(("age", "waits"), [(0.5, 4), (60.0, 0)])
def test_a_large_plan_waits_for_the_compiled_search_where_there_is_time(
    plan: Path, monkeypatch: pytest.MonkeyPatch, age: float, waits: int
) -> None:
    opened = pools(monkeypatch, Here)
    monkeypatch.setattr("roadmap.cli.terminal.command_clock.age", lambda: age)
    monkeypatch.setattr("roadmap.operations.asking.explain.loaded", lambda: Slow.waits >= waits)
    lines = said(plan, "d")
    assert any("Changes that would serve" in line for line in lines)
    assert (Slow.waits, Slow.ended, len(opened)) == (waits, 0, 1)


@pytest.mark.usefixtures("large")
def test_what_must_be_compiled_first_is_waited_for_after_a_first_round(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = pools(monkeypatch, Here)
    monkeypatch.setattr(
        "roadmap.cli.terminal.command_clock.age", lambda: 0.0
    )  # it has been waited for long enough at once
    monkeypatch.setattr("roadmap.operations.asking.explain.loaded", lambda: len(opened) > 1)
    said(plan, "d")
    assert (len(opened), Slow.ended) == (2, 1)


def test_a_terminal_shows_how_many_changes_were_tried(plan: Path) -> None:
    shown = on_terminal("explain", str(plan), "d", "--time", "60")
    assert "Planning again: 0 of 6 tried, 0 plans made. Ctrl-C keeps the results so far." in shown
    assert "Planning again: 6 of 6 tried" in shown
    assert "Changes that would serve the deal in time" in shown
