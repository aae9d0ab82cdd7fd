"""The process beside: it answers one question that takes long, says how far it is, and ends.

`python -m roadmap.operations.beside.child_beside` is started by `roadmap.operations.beside.asking_beside`, never by
hand. It yields to everything else that runs on the machine. It ends when its connection closes, so it never outlives
its parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

from requirements.errors import InputFault, RoadmapError
from requirements.language import speak
from roadmap.operations.beside.messages import (
    AgendaAsked,
    AskedBeside,
    ToldAnswer,
    ToldFailure,
    ToldProgress,
    ToldTrades,
)
from roadmap.operations.meeting.agenda import agenda
from roadmap.operations.meeting.trades import trades

YIELDING = 10
"""How much others go before it, as `nice` counts."""


def told(asked: AskedBeside, connection: Connection) -> ToldAnswer:
    """The answer to a question; why there is none is an answer, too."""

    def progress(done: int, count: int) -> None:
        with contextlib.suppress(OSError):
            connection.send(ToldProgress(done, count))

    try:
        if isinstance(asked, AgendaAsked):
            found = agenda(
                asked.plan, answers=dict(asked.answers), folder=asked.folder,
                effort=asked.effort, on_progress=lambda one: progress(one.planned, one.raised),
            )  # fmt: skip
            return found.told
        traded = trades(
            asked.plan, deal=asked.deal, folder=asked.folder, effort=asked.effort,
            on_progress=lambda one: progress(one.tried, one.count),
        )  # fmt: skip
        return ToldTrades(traded.deals, tuple(traded.trades), traded.dear)
    except InputFault as fault:
        return ToldFailure(tuple(text for one in fault.findings for text in (str(one), one.hint) if text))
    except RoadmapError as error:
        return ToldFailure((str(error),))


def main(descriptor: int) -> int:
    """Answer the question that comes over a connection; exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(YIELDING)
    connection = Connection(descriptor)
    asked: AskedBeside = connection.recv()
    speak(asked.language)
    threading.Thread(target=_end_with_parent, args=(connection,), daemon=True).start()
    with contextlib.suppress(OSError):
        connection.send(told(asked, connection))
    os._exit(0)


def _end_with_parent(connection: Connection) -> None:
    """Nothing more is said to this process: what comes is the end of its parent."""
    with contextlib.suppress(EOFError, OSError):
        connection.recv()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
