"""Loading the compiled search: in a thread, compiled once in a process of its own that can be ended."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from roadmap.solver.local import loading
from roadmap.solver.local.compiled import code_cache, machine
from roadmap.solver.local.loading import Loading, loaded


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
    source = tmp_path / "compiled" / "one.py"
    source.parent.mkdir()
    source.write_text("1", encoding="utf-8")
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "loading.py"))
    before = loading._stamp()
    source.write_text("2", encoding="utf-8")
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


def test_what_an_image_ships_is_read_from_a_private_copy_by_who_may_not_write_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shipped, name = tmp_path / "shipped", code_cache.stamp_name()
    shipped.mkdir()
    for file in ("slack.search-1.py311.nbi", "slack.search-1.py311.1.nbc", "slack.py", name):
        (shipped / file).write_text(file, encoding="utf-8")
    folder = code_cache.find_folder(None, shipped=shipped)
    assert folder is not None
    with code_cache.kept_in(folder):
        copied = code_cache.numba_folder()
    assert copied is not None
    assert copied.is_relative_to(folder)
    assert sorted(path.name for path in copied.iterdir()) == sorted(
        [name, "slack.search-1.py311.1.nbc", "slack.search-1.py311.nbi"]
    )


def test_what_is_shipped_for_another_machine_is_not_copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "compiled-of-another").touch()
    (tmp_path / "own").mkdir()
    assert code_cache.find_folder(tmp_path / "own", shipped=tmp_path / "shipped") is None
    assert not list((tmp_path / "own").iterdir())
    folder = code_cache.find_folder(None, shipped=tmp_path / "shipped")
    assert folder is not None
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_compiled_code_is_kept_in_no_folder_that_others_may_write_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = code_cache.private_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    assert code_cache.private_folder() is None
    folder.rmdir()
    folder.symlink_to(tmp_path)
    assert code_cache.private_folder() is None
