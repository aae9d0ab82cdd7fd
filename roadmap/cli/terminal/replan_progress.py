"""How far planning again has come, where standard error is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from requirements.language import _, follow_on, ngettext
from roadmap.operations.asking.explain import Trying
from roadmap.operations.hearing import unheard

Told = TypeVar("Told")


def showing_tried() -> contextlib.AbstractContextManager[Callable[[Trying], None]]:
    """Yield what is told each answer: it shows how many changes have been tried, and goes when all is over."""
    return showing(_line)


def time_left(line: str, left: float | None) -> str:
    """A line of progress with the seconds that are left, if these are counted, and the way to end early."""
    told = "" if left is None else _("{seconds} s left.").format(seconds=f"{left:.0f}")
    return follow_on(follow_on(line, told), _("Ctrl-C keeps the results so far."))


@contextlib.contextmanager
def showing(line: Callable[[Told], str], *, quiet: bool = False) -> Iterator[Callable[[Told], None]]:
    """Yield what is told how far something is: it shows that as one line on a terminal, which goes when all is over.

    It draws only when it is told something, and has no thread: this process may still be copied.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    from rich.console import Console  # noqa: PLC0415 - takes a tenth of a second, for terminals only
    from rich.live import Live  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    live = Live(console=Console(stderr=True), transient=True, auto_refresh=False)
    with contextlib.ExitStack() as shown:

        def show(told: Told) -> None:
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                if not live.is_started:
                    shown.enter_context(live)
                live.update(Text(line(told)), refresh=True)

        yield show


def _line(trying: Trying) -> str:
    known = len(set(trying.tried).intersection(trying.changes))
    sentence = ngettext(
        "Planning again: {known} of {all} tried, {count} plan made. Ctrl-C keeps the results so far.",
        "Planning again: {known} of {all} tried, {count} plans made. Ctrl-C keeps the results so far.",
        len(trying.tried),
    )
    return sentence.format(known=known, all=len(trying.changes), count=len(trying.tried))
