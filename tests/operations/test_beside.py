"""Asking a process beside: nobody waits, the newest question comes first, and every question is answered in the end."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from roadmap.operations.beside.asking_beside import BesideAsking
from roadmap.operations.beside.messages import ToldFailure

CHILD = """
import sys
from multiprocessing.connection import Connection
connection = Connection(int(sys.argv[1]))
asked = connection.recv()
if asked == "dies": sys.exit(1)
if asked.startswith("long"): connection.recv()
connection.send("answer to " + asked)
"""
"""Answers what it is asked; what begins with `long` it never answers."""


@pytest.fixture
def beside() -> Iterator[BesideAsking]:
    made = BesideAsking(lambda: None, command=(sys.executable, "-c", CHILD))
    yield made
    made.close()


def until(holds: Callable[[], Any]) -> Any:
    """What a function gives once it gives something."""
    end = time.monotonic() + 30
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def answer(beside: BesideAsking, asked: str, digest: str = "1") -> Any:
    return until(lambda: beside.look(digest, asked).answer)  # type: ignore[arg-type]


def test_an_answer_comes_by_itself_and_is_kept_by_digest(beside: BesideAsking) -> None:
    assert beside.look("1", "a").answer is None  # type: ignore[arg-type]
    assert answer(beside, "a") == "answer to a"
    assert beside.known("1", "a") == "answer to a"  # type: ignore[arg-type,comparison-overlap]
    assert beside.known("2", "a") is None  # type: ignore[arg-type]


def test_who_dies_without_an_answer_says_so(beside: BesideAsking) -> None:
    assert isinstance(answer(beside, "dies"), ToldFailure)
    beside.forget_failures()
    assert beside.known("1", "dies") is None  # type: ignore[arg-type]


def test_a_newer_question_comes_first_and_the_older_one_is_asked_again(beside: BesideAsking) -> None:
    beside.look("1", "long")  # type: ignore[arg-type]
    assert answer(beside, "a") == "answer to a"
    assert until(lambda: not beside.look("1", "long").is_waiting)  # type: ignore[arg-type]
    beside.look("1", "b", behind=True)  # type: ignore[arg-type]
    assert beside.look("1", "b").is_waiting  # type: ignore[arg-type]


def test_two_who_look_at_two_questions_get_both(beside: BesideAsking) -> None:
    seen: set[str] = set()

    def look(asked: str) -> None:
        if answer(beside, asked) == f"answer to {asked}":
            seen.add(asked)

    threads = [threading.Thread(target=look, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"a", "b", "c"}


def test_nothing_is_asked_after_the_end(beside: BesideAsking) -> None:
    beside.look("1", "long")  # type: ignore[arg-type]
    beside.close()
    assert beside.look("1", "a").is_waiting  # type: ignore[arg-type]
    assert beside.known("1", "a") is None  # type: ignore[arg-type]
