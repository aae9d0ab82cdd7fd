"""Loading the compiled search: in a thread, compiled once in a process of its own that can be ended."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from roadmap.solver.local.compiled import loading, machine
from roadmap.solver.local.compiled.loading import Loading, loaded


def test_what_has_been_compiled_is_loaded() -> None:
    module = Loading().wait(None)
    assert module is not None
    assert module is sys.modules[loading.NAME]
    assert loaded()


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which nothing was compiled yet, where compiling never ends."""
    monkeypatch.setattr(loading, "loaded", lambda: False)
    monkeypatch.setattr(loading, "_stamp", lambda: tmp_path / "none")
    monkeypatch.setattr(loading, "COMPILE", (sys.executable, "-c", "import time; time.sleep(600)"))


@pytest.mark.usefixtures("unknown")
def test_compiling_is_ended_with_the_search() -> None:
    begun = Loading()
    assert begun.wait(0.3) is None
    assert not begun.over()
    begun.end()
    assert begun.over()
    assert begun.wait(None) is None
    assert begun._compiler is not None
    assert begun._compiler.returncode == -9


@pytest.mark.usefixtures("unknown")
def test_what_was_compiled_beside_is_loaded_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "COMPILE", (sys.executable, "-c", ""))
    assert Loading().wait(None) is sys.modules[loading.NAME]


def test_a_failure_to_load_is_raised_to_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "loaded", lambda: True)
    monkeypatch.setattr(loading, "NAME", "roadmap.solver.local.compiled.nowhere")
    with pytest.raises(ModuleNotFoundError):
        Loading().wait(None)


def test_the_mark_of_what_is_compiled_depends_on_its_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "loading.py"))
    before = loading._stamp()
    (tmp_path / "one.py").write_text("2", encoding="utf-8")
    assert loading._stamp() != before
    assert loading._stamp().parent == before.parent


def test_a_machine_without_a_folder_for_it_compiles_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(signature: str, **options: bool) -> object:
        if options.get("cache"):
            raise RuntimeError("no locator available")
        return lambda function: function

    monkeypatch.setattr(machine, "njit", refuse)

    @machine.compiled("i8(i8)")
    def same(number: int) -> int:
        return number

    assert same(3) == 3


def test_compiled_code_older_than_any_source_is_forgotten(tmp_path: Path) -> None:
    sources, kept = tmp_path / "sources", tmp_path / "kept"
    sources.mkdir()
    kept.mkdir()
    for name, when in (("old.py", 100), ("new.py", 300), ("future.py", time.time() + 9e6)):
        (sources / name).touch()
        os.utime(sources / name, (when, when))
    for name, when in (("old.nbi", 200), ("new.nbi", 400), ("old.nbc", 200)):
        (kept / name).touch()
        os.utime(kept / name, (when, when))
    machine.forget_older(sources, kept)
    assert sorted(path.name for path in kept.iterdir()) == ["new.nbi", "old.nbc"]
