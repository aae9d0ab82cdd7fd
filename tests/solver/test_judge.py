"""The judge: one child for many questions; whatever happens to it leaves a question open, and the next is answered."""

from __future__ import annotations

import io
import sys
import textwrap
from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Feature, Precedence
from roadmap.schedule import Status
from roadmap.solver.outcome import Search
from roadmap.solver.process import judge as judging
from roadmap.solver.process.answering import answer, main
from roadmap.solver.process.judge import Judge
from roadmap.solver.records.codec import encode_problem, encode_search
from roadmap.solver.records.frames import read_frame, write_frame
from roadmap.tuning import TUNING
from tests.problems import item, problem
from tests.solver.problems import simple_problem

PINNED = [Feature((0,), (), 0, planned=True), Feature((1,), (), 0, planned=True)]
CLASH = problem([item(0, 4, latest=5), item(1, 4, latest=5)], features=PINNED)
"""Two items of 4 days for one person, both by slot 5: 8 > 5."""
FITS = problem([item(0, 4, latest=8), item(1, 4, latest=8)], features=PINNED)
WORTH = simple_problem(days=(3, 3), horizon=4)
"""One of two deals can be served: worth 10 less the release for 1."""

pytestmark = pytest.mark.cold
PREAMBLE = """
import os, sys, time
from roadmap.solver.records.frames import read_frame, write_frame
def say(**record): write_frame(sys.stdout.buffer, record)
"""


def _child(script: str) -> list[str]:
    return [sys.executable, "-c", PREAMBLE + textwrap.dedent(script)]


def test_one_child_answers_many_questions() -> None:
    with Judge() as judge:
        judge.wait()
        assert judge.ask(CLASH, seconds=20).claim == "infeasible"
        fits = judge.ask(FITS, seconds=20, seed=1, presolve=False)
        assert fits.claim == "feasible"
        assert fits.schedule is not None
        assert broken_rules(FITS, fits.schedule) == ()
        best = judge.best(WORTH, seconds=20)
        assert best is not None
        assert best.schedule is not None
        assert (best.proof.status, best.proof.value, value(WORTH, best.schedule)) == (Status.OPTIMAL, 9, 9)


@pytest.mark.parametrize(
    "script",
    [
        "os._exit(0)",
        "say(ready=True); read_frame(sys.stdin.buffer); os.abort()",
        "say(ready=True); read_frame(sys.stdin.buffer); print('nonsense that is long enough', flush=True)",
        "say(ready=True); read_frame(sys.stdin.buffer); time.sleep(60)",
        "say(ready=True); read_frame(sys.stdin.buffer); say(failed='ModelRefused')",
    ],
)
def test_a_child_that_fails_leaves_the_question_open(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "TUNING", replace(TUNING, question_grace=0.3))
    with Judge(command=_child(script)) as judge:
        assert judge.ask(CLASH, seconds=0.1).claim == "open"
        assert judge.best(CLASH, seconds=0.1) is None


def test_a_question_that_breaks_the_answer_is_told_as_failed() -> None:
    waits = [Precedence(0, 1, 10**9)]  # such a lag is refused before solving, and no plan without the solver has it
    huge = problem([item(0, 4), item(1, 4)], features=PINNED, precedences=waits)
    question = {"problem": encode_problem(huge), "search": encode_search(Search(5.0, workers=1))}
    assert answer({"kind": "feasible"} | question) == {"failed": "ModelRefused"}


def test_the_child_says_that_it_is_ready_and_ends_with_its_input() -> None:
    source, sink = io.BytesIO(), io.BytesIO()
    question = {"kind": "feasible", "problem": encode_problem(CLASH), "search": encode_search(Search(5.0, workers=1))}
    write_frame(source, question)
    source.seek(0)
    assert main(source, sink) == 0
    sink.seek(0)
    assert read_frame(sink) == {"ready": True}
    assert read_frame(sink) == {"failed": "", "claim": "infeasible", "schedule": None}
    assert read_frame(sink) is None
