"""For every test: signals as a terminal gives them, whoever started the tests."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest

TOLD: dict[signal.Signals, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
    signal.SIGHUP: signal.SIG_DFL,
}


@pytest.fixture(autouse=True)
def signals_as_on_a_terminal() -> Iterator[None]:
    """Signals that the tests' own parent ignores, as nohup and background jobs do, are ignored by all that a test
    starts, too, unless they are put back first."""
    before = {number: signal.signal(number, handler) for number, handler in TOLD.items()}
    yield
    for number, handler in before.items():
        if handler is not None:
            signal.signal(number, handler)
