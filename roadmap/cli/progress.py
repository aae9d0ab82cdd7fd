"""The progress of a search on standard error: one live line on a terminal, a line for each better plan elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.live import Live
from rich.text import Text

from requirements.language import _, ngettext
from roadmap.cli.printing import printable, remark
from roadmap.planner import Progress
from roadmap.views.formats import money, percent

Observe = Callable[[Progress], None]

LINE_EVERY = 1.0  # seconds between two lines, at least


def progress_line(progress: Progress, currency: str) -> str:
    """What is known now: time, best value, bound, gap, plans saved and what found the last one."""
    if progress.compiling:
        return printable(_("Compiling the search for this machine: about half a minute, this once; it does not count."))
    value = _("no plan yet") if progress.value is None else money(progress.value, currency)
    bound = "–" if progress.bound is None else money(progress.bound, currency)
    gap = "–" if progress.gap is None else percent(progress.gap)
    saved = ngettext("{count} plan saved", "{count} plans saved", progress.saved).format(count=progress.saved)
    line = _("{seconds} s  value {value}  bound {bound}  gap {gap}  {saved}").format(
        seconds=f"{progress.elapsed:6.1f}", value=value, bound=bound, gap=gap, saved=saved
    )
    return printable(f"{line} ({progress.found_by})" if progress.found_by else line)


@contextlib.contextmanager
def watch(currency: str, *, quiet: bool) -> Iterator[Observe]:
    """Yield what a search reports its progress to."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr is not None and sys.stderr.isatty():
        with _live_line(currency) as observe:
            yield observe
    else:
        yield _Lines(currency).observe


@contextlib.contextmanager
def _live_line(currency: str) -> Iterator[Observe]:
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Live(console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False) as live:

        def observe(progress: Progress) -> None:
            with contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
                line = Text(progress_line(progress, currency), no_wrap=True, overflow="ellipsis")
                live.update(line, refresh=True)

        yield observe


class _Lines:
    """A line for each better plan, at most one a second."""

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self.shown = 0
        self.compiling = False
        self.last = -LINE_EVERY

    def observe(self, progress: Progress) -> None:
        if progress.compiling and not self.compiling:
            self.compiling = True
            remark(progress_line(progress, self.currency))
        elif progress.saved > self.shown and progress.elapsed - self.last >= LINE_EVERY:
            self.shown, self.last = progress.saved, progress.elapsed
            remark(progress_line(progress, self.currency))
