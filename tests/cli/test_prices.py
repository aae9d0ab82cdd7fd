"""`roadmap prices`: all prices of a small plan, as text, as JSON, on a terminal, and stopped in between."""

from __future__ import annotations

import contextlib
import json
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from roadmap.views.formats import FIRM
from tests.cli.command import answer, on_terminal, run
from tests.cli.rivals_folder import RIVALS, rivals_folder
from tests.explain.executors import Here


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rivals_folder(tmp_path_factory.mktemp("rivals"))


def answered_by(monkeypatch: pytest.MonkeyPatch, pool: Here) -> None:
    @contextlib.contextmanager
    def open_here(**_: Any) -> Iterator[Here]:
        yield pool

    monkeypatch.setattr("roadmap.operations.searching.answerers.open_pool", open_here)


def test_every_price_of_a_small_plan_is_proved(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, Here())
    parts = [option for part in ("skills", "releases", "promises", "slips") for option in ("--only", part)]
    told = run("prices", plan, "--time", "60", "-q", *parts)
    assert told.exit_code == 0
    # 250 is e in time and d late. One more person now: 300; from April: nothing more. Without R1 both are late, without
    # R2 d is lost. Work of b that begins 2 weeks later makes d the one in time: 200; 4 or 8 weeks later R2 is missed
    # too. Then e is lost, and d is in time: 100. a could begin in slot 0 and does in slot 6: 2 weeks later it still
    # lands in R2 (slots 10 to 14 of 20), 4 weeks later it does not, so that d is lost: 200.
    assert told.stdout.replace("\u00a0", " ").splitlines() == [
        "The plan is worth CNY 250 k. No plan is worth more.",
        "",
        "One more person, CNY:",
        "         from 5 Jan 2026   from 1 Apr 2026",
        "  code             +50 k                 0",
        "    more for D (d) 50 k",
        "",
        "One release less, CNY:",
        "  R1   -100 k",
        "    less for E (e) 100 k",
        "  R2    -50 k",
        "    less for D (d) 50 k",
        "",
        "A delay of the work, CNY:",
        "      2 weeks   4 weeks   8 weeks",
        "  b     -50 k    -150 k    -150 k",
        "  a         0     -50 k     -50 k",
    ]


def test_programs_get_one_object(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, Here())
    told = answer(run("prices", plan, "--only", "skills", "--json", "--time", "30"))
    assert (told["value"], told["base"], told["bound"], told["unit"]) == (250, 250, 250, "thousand CNY")
    first, second = told["prices"]["skills"]
    assert first["difference"] == {"found": 50, "least": 50, "most": 50}
    assert (first["change"]["subject"], first["winners"], second["difference"]["found"]) == ("code", [["d", 50]], 0)


def test_a_page_holds_the_same(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, Here())
    told = run("prices", plan, "--only", "skills", "--time", "30", "-q", "-o", tmp_path / "prices.html")
    assert "One more person, CNY:" in told.stdout
    page = (tmp_path / "prices.html").read_text(encoding="utf-8")
    assert ">One more person, CNY</h2>" in page
    assert f"+50{FIRM}k" in page
    alone = run("prices", plan, "--only", "skills", "--time", "30", "-q", "-o", "-")
    assert alone.stdout.startswith("<!doctype html>")


def test_a_large_plan_is_priced_in_its_own_order_by_copies_of_this_process(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap.explaining.asking.rounds.is_large", lambda _: True)
    monkeypatch.setattr("roadmap.explaining.asking.rounds.fits_model", lambda _: False)
    told = answer(run("prices", plan, "--only", "skills", "--json", "--time", "60", "--processes", "1"))
    first, second = told["prices"]["skills"]
    # the compiled search finds what the solver proves of the small plan
    assert (first["difference"]["found"], second["difference"]["found"]) == (50, 0)


class Interrupting(Here):
    """Answers a few questions, then Ctrl-C is pressed."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        if self.count == 3:
            signal.raise_signal(signal.SIGINT)
        return future


def test_ctrl_c_keeps_the_prices_found(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, Interrupting())
    told = run("prices", plan, "--time", "30")
    assert told.exit_code == 0
    assert "Interrupted. These are the prices found so far." in told.stderr
    assert "Not priced in the time given" in told.stdout


def test_a_changed_folder_is_a_finding(tmp_path: Path) -> None:
    plan = rivals_folder(tmp_path / "p")
    (tmp_path / "p" / "roadmap.yaml").write_text(RIVALS.replace("people: 1", "people: 2"), encoding="utf-8")
    told = run("prices", plan)
    assert told.exit_code == 3
    assert "input-differs" in told.stderr


def test_a_terminal_shows_how_many_have_a_price(plan: Path) -> None:
    shown = on_terminal("prices", str(plan), "--only", "releases", "--time", "60", "--processes", "1")
    assert "Prices" in shown
    assert "One release less, CNY:" in shown


def test_the_price_of_confidence_is_told_in_steps(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, Here())
    told = run("prices", plan, "--only", "confidence", "--time", "4", "-q")
    assert told.exit_code == 0
    heading = told.stdout.splitlines().index("More confidence, CNY:")
    rows = told.stdout.splitlines()[heading + 2 : heading + 7]
    assert [row.split("  ")[1] for row in rows] == ["present plan", "50%", "70%", "80%", "90%"]
    steps = json.loads(run("prices", plan, "--only", "confidence", "--time", "4", "-q", "--json").stdout)["prices"]
    assert [step["confidence"] for step in steps["confidence"]] == [None, 0.5, 0.7, 0.8, 0.9]
