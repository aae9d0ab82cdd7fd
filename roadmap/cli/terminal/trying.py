"""How far trying changes has come, where standard error is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from requirements.language import ngettext
from roadmap.operations.asking.explain import Trying
from roadmap.operations.hearing import unheard


@contextlib.contextmanager
def showing_tried() -> Iterator[Callable[[Trying], None]]:
    """Yield what is told each answer: it shows how many changes have been tried, and goes when all is over.

    It draws only when it is told something, and has no thread: this process may still be copied.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield unheard
        return
    from rich.console import Console  # noqa: PLC0415 - takes a tenth of a second, for terminals only
    from rich.live import Live  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    live = Live(console=Console(stderr=True), transient=True, auto_refresh=False)
    with contextlib.ExitStack() as shown:

        def show(trying: Trying) -> None:
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                if not live.is_started:
                    shown.enter_context(live)
                live.update(Text(_line(trying)), refresh=True)

        yield show


def _line(trying: Trying) -> str:
    known = len(set(trying.tried).intersection(trying.changes))
    sentence = ngettext(
        "Planning again: {known} of {all} tried, {count} plan made. Ctrl-C keeps the results so far.",
        "Planning again: {known} of {all} tried, {count} plans made. Ctrl-C keeps the results so far.",
        len(trying.tried),
    )
    return sentence.format(known=known, all=len(trying.changes), count=len(trying.tried))
