"""How far trying changes has come, where standard error is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from requirements.language import _
from roadmap.explain.asking import Heard
from roadmap.explain.change import Change
from roadmap.explain.questions import Answer


@contextlib.contextmanager
def showing_tried(changes: list[Change]) -> Iterator[Heard]:
    """Yield what is told each answer: it shows how many changes have been tried, and goes when all is over.

    It draws only when it is told something, and has no thread: this process may still be copied.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _answer: None
        return
    from rich.console import Console  # noqa: PLC0415 - takes a tenth of a second, for terminals only
    from rich.live import Live  # noqa: PLC0415

    tried: set[Change] = set()
    with Live(_line(0, len(changes)), console=Console(stderr=True), transient=True, auto_refresh=False) as live:
        live.refresh()

        def heard(answer: Answer) -> None:
            tried.add(answer.change)
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                live.update(_line(len(tried & set(changes)), len(changes)), refresh=True)

        yield heard


def _line(tried: int, count: int) -> str:
    return _("Planning again: {tried} of {count} tried; Ctrl-C ends it and keeps what is found").format(
        tried=tried, count=count
    )
