"""A child that says nothing while somebody waits for it is ended and replaced; one that nobody waits for may rest."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from roadmap.operations.session.session import PlanningSession
from roadmap.operations.session.silence import SilenceWatch


def test_a_child_that_says_nothing_is_ended_and_replaced_once(tmp_path: Path) -> None:
    """A search that ran away, or a process that somebody stopped: it sleeps for ten minutes."""
    command = (sys.executable, "-c", "import time; time.sleep(600)")
    with PlanningSession(tmp_path, command=command, silent=0.2) as session:
        first, asked = session._child, session.ask()
        asked.wait(60)
        assert asked.over
        assert first.poll() is not None
        assert session._child is not first


def test_a_child_is_not_ended_while_nobody_waits_for_it() -> None:
    ended = threading.Event()
    watch = SilenceWatch(ended.set, seconds=0.05)
    watch.expect()
    watch.rest()
    assert not ended.wait(0.3)
    watch.expect()
    assert ended.wait(20)
    watch.close()
