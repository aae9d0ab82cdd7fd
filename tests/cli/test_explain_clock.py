"""The clock of an explanation: its time is that of the whole answer."""

from __future__ import annotations

import pytest

from roadmap.cli.terminal.command_clock import age


def test_time_counts_from_the_start_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert age() > 0
    monkeypatch.setattr(
        "roadmap.cli.terminal.command_clock.Path.read_text", lambda *_, **__: (_ for _ in ()).throw(OSError)
    )
    assert age() > 0
