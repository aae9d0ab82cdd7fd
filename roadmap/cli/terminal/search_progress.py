"""The progress of a planning on standard error: on a terminal one line that ticks every second, elsewhere a line for
each better plan and each stage, and one every now and then where nothing happens."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from time import monotonic

from rich.console import Console
from rich.live import Live
from rich.text import Text

from requirements.language import _, ngettext
from roadmap.cli.terminal.printing import printable, remark
from roadmap.planner import PlanningStage, Progress
from roadmap.views.formats import money, percent

LINE_EVERY, AT_LEAST_EVERY = 1.0, 10.0
"""Seconds between two lines, at least, and between two of a planning in which nothing happens."""
NOTHING_BETTER = 5.0
"""Seconds after the last better plan from which on it is said that there is none."""
TICK = 1.0


def progress_line(progress: Progress) -> str:
    """What is known now: value of the best plan, bound, gap and plans saved; and whether the search is still being
    compiled beside it."""
    line = _known(progress)
    if not progress.compiling:
        return line
    compiling = _("compiling a faster search for this machine, only once; the remaining time is not used up meanwhile")
    return f"{line}  {compiling}"


def _known(progress: Progress) -> str:
    if progress.value is None:
        return _("building a first plan")
    value = money(progress.value, progress.currency)
    bound = "–" if progress.bound is None else money(progress.bound, progress.currency)
    gap = "–" if progress.gap is None else percent(progress.gap)
    line = _("value {value}  bound {bound}  gap {gap}").format(value=value, bound=bound, gap=gap)
    if not progress.saved:
        return line
    saved = ngettext("{count} plan saved", "{count} plans saved", progress.saved).format(count=progress.saved)
    return f"{line}  {saved}"


class Watch:
    """What a planning is doing, as one line; `show` hears it whenever that line should be seen.

    `began` and `until` are moments of the monotonic clock; without `until` nothing is said of the time that is left.
    Compiling the search does not count: as long as it lasts, the time that is left stands still.
    """

    def __init__(self, show: Callable[[str], None], *, began: float, until: float | None) -> None:
        self._show, self._began, self.until = show, began, until
        self._stage = PlanningStage.SEARCHING
        self._last: Progress | None = None
        self._better = monotonic()
        self._compiling: float | None = None
        self._lock = threading.Lock()

    def observe(self, progress: Progress) -> None:
        """Hear the state of the search."""
        self._hold_clock(compiling=progress.compiling)
        if self._last is None or progress.value != self._last.value or progress.saved != self._last.saved:
            self._better = monotonic()
        self._last = progress
        self.tell()

    def _hold_clock(self, *, compiling: bool) -> None:
        """Stop the time that is left while the search is compiled, and let it go on after that."""
        now = monotonic()
        if compiling and self._compiling is None:
            self._compiling = now
        elif not compiling and self._compiling is not None:
            held = now - self._compiling
            self._better, self._compiling = self._better + held, None
            self.until = None if self.until is None else self.until + held

    def stage(self, stage: PlanningStage) -> None:
        """Hear what is done from now on; it is shown at the next tick, if it takes so long."""
        self._stage = stage

    def tell(self) -> None:
        """Show the line as it is now."""
        with self._lock, contextlib.suppress(OSError):  # a terminal that is gone is no reason to stop
            self._show(self.line())

    @property
    def mark(self) -> object:
        """What a new line is for: a stage, the first plan, a plan saved, or compiling."""
        last = self._last
        return self._stage, None if last is None else (last.value is None, last.saved, last.compiling)

    def line(self) -> str:
        """The time, what is left of it, and what is being done or known."""
        now = monotonic()
        parts = [_("{seconds} s").format(seconds=f"{now - self._began:6.1f}")]
        if self.until is not None:
            left = self.until - (now if self._compiling is None else self._compiling)
            parts.append(_("{seconds} s left").format(seconds=f"{max(0.0, left):.0f}"))
        if self._stage is not PlanningStage.SEARCHING:
            parts.append(_doing(self._stage))
        if self._last is not None:
            parts.append(progress_line(self._last))
            searching = self._stage is PlanningStage.SEARCHING and self._compiling is None
            if searching and now - self._better >= NOTHING_BETTER:
                parts.append(_("no better plan for {seconds} s").format(seconds=f"{now - self._better:.0f}"))
        elif self._stage is PlanningStage.SEARCHING:
            parts.append(_("searching for the first plan"))
        return printable("  ".join(parts))


def _doing(stage: PlanningStage) -> str:
    return {
        PlanningStage.READING: _("reading the folder"),
        PlanningStage.BEGINNING: _("reading the existing plans"),
        PlanningStage.PREPARING: _("preparing the search"),
        PlanningStage.SEARCHING: _("searching"),
        PlanningStage.WRITING: _("checking and writing the plan"),
        PlanningStage.ASSURING: _("playing plans with more room"),
    }[stage]


@contextlib.contextmanager
def watch(*, quiet: bool, began: float | None = None, until: float | None = None) -> Iterator[Watch]:
    """Yield what hears how a planning goes on, and shows it."""
    began = monotonic() if began is None else began
    if quiet:
        yield Watch(lambda _line: None, began=began, until=until)
        return
    terminal = sys.stderr is not None and sys.stderr.isatty()
    with _live_line() if terminal else contextlib.nullcontext(_Lines()) as shown:
        watched = Watch(shown, began=began, until=until)
        if isinstance(shown, _Lines):
            shown.watched = watched
        with _ticking(watched):
            yield watched


@contextlib.contextmanager
def _ticking(watched: Watch) -> Iterator[None]:
    """Show the line anew every second, in a thread of its own."""
    over = threading.Event()

    def tick() -> None:
        while not over.wait(TICK):
            watched.tell()

    ticker = threading.Thread(target=copy_context().run, args=(tick,), daemon=True)  # it speaks our language
    ticker.start()
    try:
        yield
    finally:
        over.set()
        ticker.join()


@contextlib.contextmanager
def _live_line() -> Iterator[Callable[[str], None]]:
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Live(console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False) as live:
        yield lambda line: live.update(Text(line, no_wrap=True, overflow="ellipsis"), refresh=True)


class _Lines:
    """Lines for whoever reads no terminal: for what is new, at most one a second, and one at least every ten."""

    def __init__(self) -> None:
        self.watched: Watch | None = None
        self._told: object = None
        self._at = -AT_LEAST_EVERY

    def __call__(self, line: str) -> None:
        now, mark = monotonic(), None if self.watched is None else self.watched.mark
        if now - self._at >= (LINE_EVERY if mark != self._told else AT_LEAST_EVERY):
            self._told, self._at = mark, now
            remark(line)
