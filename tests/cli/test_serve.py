"""`roadmap serve`: as a process of its own, and what it says when it cannot begin."""

from __future__ import annotations

import builtins
import json
import re
import signal
import socket
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from roadmap.web import workbench_process
from roadmap.web.settings import ServeSettings
from tests.cli.command import folder, run, start


def test_it_says_its_address_answers_there_and_ends_when_asked(tmp_path: Path) -> None:
    process = start("serve", folder(tmp_path / "p"), "--port", "0", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        told = "".join(iter(process.stdout.readline, "}\n")) + "}"
        address = json.loads(told)["address"]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urllib.request.urlopen(f"{address}today.json", timeout=30) as answer:  # noqa: S310 - our own address
            assert json.load(answer)["statement"] == ""
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert "Traceback" not in process.stderr.read()
    finally:
        process.kill()


def test_an_address_that_is_taken_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = run("serve", folder(tmp_path / "p"), "--port", taken.getsockname()[1])
    assert refused.exit_code == 3
    assert "Choose another one with --port." in refused.stderr


def test_without_its_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_web(name: str, *more: Any) -> Any:
        if name == "roadmap.web.workbench_process":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without_web)
    refused = run("serve", folder(tmp_path / "p"))
    assert refused.exit_code == 2
    assert "pip install 'designin-roadmap[web]'" in refused.stderr


@pytest.mark.parametrize(("host", "guarded"), [("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True)])  # noqa: S104
def test_a_token_is_demanded_where_others_can_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, guarded: bool
) -> None:
    seen: list[ServeSettings] = []
    monkeypatch.setattr(workbench_process, "run", lambda settings, **_more: seen.append(settings))
    assert run("serve", folder(tmp_path / "p"), "--host", host, "--lang", "zh").exit_code == 0
    assert bool(seen[0].token) is guarded
    assert len(seen[0].token) in (0, 32)
    assert seen[0].language == "zh_CN"
    assert ("token=" in workbench_process.address_of(seen[0], 1)) is guarded
