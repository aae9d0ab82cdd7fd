"""How far trying changes has come, where standard error is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from requirements.language import ngettext
from roadmap.explain.asking.change import Change
from roadmap.explain.asking.questions import Answer
from roadmap.explain.asking.rounds import Heard


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
    from rich.text import Text  # noqa: PLC0415

    tried: list[Change] = []
    with Live(Text(_line(tried, changes)), console=Console(stderr=True), transient=True, auto_refresh=False) as live:
        live.refresh()

        def heard(answer: Answer) -> None:
            tried.append(answer.change)
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                live.update(Text(_line(tried, changes)), refresh=True)

        yield heard


def _line(tried: list[Change], changes: list[Change]) -> str:
    known = len(set(tried).intersection(changes))
    sentence = ngettext(
        "Planning again: {known} of {all} tried, {count} plan made; Ctrl-C keeps what is found",
        "Planning again: {known} of {all} tried, {count} plans made; Ctrl-C keeps what is found",
        len(tried),
    )
    return sentence.format(known=known, all=len(changes), count=len(tried))
