"""The child's side, run in this process: from a question record to an answer record."""

from __future__ import annotations

import io
import threading
import time
from typing import Any

import pytest

from roadmap.problem import Precedence, Problem
from roadmap.solver import course
from roadmap.solver.outcome import Search
from roadmap.solver.process import child
from roadmap.solver.process.child import main
from roadmap.solver.records.codec import encode_problem, encode_search
from roadmap.solver.records.frames import read_frame, write_frame
from tests.solver.problems import simple_problem

QUESTION = simple_problem(days=(3, 3), horizon=4)


class _Open(io.BytesIO):
    """A pipe that stays open after its bytes are read, until it is told to close."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.closing = threading.Event()

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if not part:
            self.closing.wait(60)
        return part


def _question(problem: Problem, search: Search) -> bytes:
    stream = io.BytesIO()
    began = time.monotonic()
    record = {"problem": encode_problem(problem), "search": encode_search(search), "began": began}
    write_frame(stream, record | {"deadline": began + search.seconds})
    return stream.getvalue()


def _answer(problem: Problem, search: Search) -> tuple[int, list[dict[str, Any]]]:
    """The child's exit status and the records it wrote."""
    source, sink = _Open(_question(problem, search)), io.BytesIO()
    status = main(source, sink)
    source.closing.set()
    sink.seek(0)
    records = []
    while (record := read_frame(sink)) is not None:
        records.append(record)
    return status, records


def test_an_answer_streams_schedules_and_bounds_and_ends_with_what_is_known() -> None:
    status, records = _answer(QUESTION, Search(60, workers=1))
    kinds = [record["kind"] for record in records if record["kind"] != "beat"]
    assert status == 0
    assert {"incumbent", "bound"} <= set(kinds[:-1])
    assert records[-1] | {"kind": "done", "status": "optimal", "value": 9, "bound": 9} == records[-1]


def test_an_error_is_told_by_name_and_text() -> None:
    too_long = Problem(
        QUESTION.horizon,
        QUESTION.capacity,
        QUESTION.items,
        QUESTION.features,
        (Precedence(0, 1, 10**9),),
        QUESTION.releases,
        QUESTION.deals,
    )
    status, records = _answer(too_long, Search(60, workers=1))
    assert status == 1
    assert (records[-1]["kind"], records[-1]["error"]) == ("error", "ModelRefused")


def test_an_empty_question_is_refused() -> None:
    assert main(io.BytesIO(), io.BytesIO()) == 2


def test_the_search_stops_when_the_parent_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = threading.Event()

    def wait(board: Any, search: Search) -> course.Ending:
        if board.stop.wait(30):
            seen.set()
        raise RuntimeError("stopped")

    monkeypatch.setattr(child, "run_phases", wait)
    assert main(io.BytesIO(_question(QUESTION, Search(60))), io.BytesIO()) == 1  # the input ends after the question
    assert seen.is_set()


def test_a_reader_that_is_gone_does_not_disturb_the_search() -> None:
    class Broken(io.BytesIO):
        def write(self, _: Any, /) -> int:
            raise BrokenPipeError

    source = _Open(_question(QUESTION, Search(60, workers=1)))
    assert main(source, Broken()) == 0
    source.closing.set()
