"""For every test: signals as a terminal gives them, whoever started the tests, children that need not load the solver
anew, and properties without a limit by the clock; and the long sweeps only on request."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from requirements.language import speak
from tests.warm.copies import COPIES, copy_children

TOLD: dict[signal.Signals, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
    signal.SIGHUP: signal.SIG_DFL,
}


MEASURED = "COVERAGE_PROCESS_CONFIG"
"""Has processes that are started measure what they cover."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sweeps", action="store_true", help="run the tests marked sweep, and only these")


def pytest_sessionstart() -> None:
    copy_children()
    settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("any speed")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked `cold` start the product's children; for all others they are copies of one that is loaded."""
    COPIES.cold = item.get_closest_marker("cold") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests over thousands of cases, each of which a smaller test samples, run where they are asked for."""
    wanted = bool(config.getoption("--sweeps"))
    items[:] = [item for item in items if (item.get_closest_marker("sweep") is not None) == wanted]
    for item in items:
        if item.get_closest_marker("slow") and config.pluginmanager.has_plugin("_cov"):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Slow tests are not measured, nor are the processes that they start: they go many times over what others go over
    once, and being measured doubles what they take."""
    measured = os.environ.pop(MEASURED, None) if item.get_closest_marker("slow") else None
    try:
        return (yield)
    finally:
        if measured is not None:
            os.environ[MEASURED] = measured


@pytest.fixture(autouse=True)
def signals_as_on_a_terminal() -> Iterator[None]:
    """Signals that the tests' own parent ignores, as nohup and background jobs do, are ignored by all that a test
    starts, too, unless they are put back first."""
    before = {number: signal.signal(number, handler) for number, handler in TOLD.items()}
    yield
    for number, handler in before.items():
        if handler is not None:
            signal.signal(number, handler)


@pytest.fixture(autouse=True)
def no_language_is_chosen() -> Iterator[None]:
    """A language that one test chooses wins over what the folders of the next ask for, unless it is let go."""
    speak(None)
    yield
    speak(None)
