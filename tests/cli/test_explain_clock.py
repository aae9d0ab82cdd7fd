"""The clock of an explanation: its time is that of the whole answer."""

from __future__ import annotations

import pytest

from roadmap.cli.explaining import _age


def test_time_counts_from_the_start_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _age() > 0
    monkeypatch.setattr("roadmap.cli.explaining.Path.read_text", lambda *_, **__: (_ for _ in ()).throw(OSError))
    assert _age() > 0
