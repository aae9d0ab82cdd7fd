"""Executors for tests: answers are made in this process, at once; or nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any


class Here(Executor):
    """Runs what is submitted there and then; counts it."""

    def __init__(self) -> None:
        self.count = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.count += 1
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - told to who asks, as a pool does
            future.set_exception(error)
        return future


class Nobody(Executor):
    """Takes everything and answers nothing."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


class Dead(Executor):
    """A pool whose processes have died: what runs is lost, and at the second turn nothing is taken any more."""

    def __init__(self, *, takes: bool) -> None:
        self.takes = takes

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if not self.takes:
            raise BrokenProcessPool
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool())
        return future


class Workers(Here):
    """A pool of so many processes that answer when they are told to; remembers what each may take and how many were
    asked at once."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._max_workers = count
        self.open: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []
        self.most = 0
        self.asked: list[Any] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.open = [entry for entry in self.open if not entry[0].done()]
        future: Future[Any] = Future()
        self.open.append((future, fn, args))
        self.asked.append(args[-1])
        self.most = max(self.most, len(self.open))
        if len(self.open) == self._max_workers:
            self.answer()
        return future

    def answer(self) -> None:
        """Answer everything."""
        for future, fn, args in self.open:
            if not future.done():
                future.set_result(fn(*args))
