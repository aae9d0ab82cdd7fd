"""One stream of events for each page that is open: what changed, as server-sent events.

Every event has a number. A page that lost its connection says the last one it heard and gets those it missed; the first
words of a stream say what the folder is like now, so that a page also knows when it missed too much.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

KEPT = 200
"""Events that are kept for those who come back."""
MOST_LISTENERS = 100
BEAT = 15.0
"""Seconds of silence after which a stream says that it is there."""


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """Something that happened: its number, its kind and what is told of it."""

    number: int
    kind: str
    content: Mapping[str, Any]


class EventStream:
    """What is told to all pages. `publish` may be called from any thread."""

    def __init__(self) -> None:
        self._start = secrets.token_hex(4)
        self._lock = threading.Lock()
        self._kept: deque[StreamEvent] = deque(maxlen=KEPT)
        self._number = 0
        self._listeners: dict[int, tuple[asyncio.AbstractEventLoop, asyncio.Event]] = {}
        self._ended = False

    @property
    def is_full(self) -> bool:
        """Whether nobody else can listen."""
        return len(self._listeners) >= MOST_LISTENERS

    def position(self, number: int) -> str:
        """The id of an event by its number; 0 stands before the first."""
        return f"{self._start}-{number}"

    def publish(self, kind: str, content: Mapping[str, Any]) -> None:
        """Tell everybody."""
        with self._lock:
            self._number += 1
            self._kept.append(StreamEvent(self._number, kind, content))
        self._wake()

    def end(self) -> None:
        """End all streams."""
        self._ended = True
        self._wake()

    def after(self, last: str) -> tuple[StreamEvent, ...]:
        """The events behind the one that somebody heard last; none for an id of another start of the workbench."""
        start, _dash, number = last.partition("-")
        if start != self._start or not number.isdecimal():
            return ()
        with self._lock:
            return tuple(event for event in self._kept if event.number > int(number))

    async def follow(self, last: str, greeting: Mapping[str, Any]) -> AsyncIterator[str]:
        """The stream of one page, from behind the event `last`; it begins with a greeting."""
        awake = asyncio.Event()
        key = id(awake)
        self._listeners[key] = (asyncio.get_running_loop(), awake)
        try:
            position = last if last.startswith(f"{self._start}-") else self.position(self._number)
            yield _written("hello", greeting, None)
            while not self._ended:
                awake.clear()
                for event in self.after(position):
                    position = self.position(event.number)
                    yield _written(event.kind, event.content, position)
                try:
                    await asyncio.wait_for(awake.wait(), BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._listeners.pop(key, None)

    def _wake(self) -> None:
        for loop, awake in list(self._listeners.values()):
            if not loop.is_closed():
                loop.call_soon_threadsafe(awake.set)


def _written(kind: str, content: Mapping[str, Any], key: str | None) -> str:
    head = "" if key is None else f"id: {key}\n"
    return f"{head}event: {kind}\ndata: {json.dumps(content, ensure_ascii=False, separators=(',', ':'))}\n\n"
