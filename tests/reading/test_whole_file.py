"""A name may lead anywhere: reading a file ends, and takes no more than is allowed."""

from __future__ import annotations

import errno
import os
import threading
from contextvars import copy_context
from pathlib import Path

import pytest

from requirements.errors import _REASONS, system_reason
from requirements.language import speak
from requirements.reading import whole_file
from requirements.reading.whole_file import Missing, Unreadable, read_whole


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_whole(path, largest=100)
    return str(caught.value)


def test_a_regular_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)
    assert read_whole(tmp_path / "a", largest=100) == b"x" * 100
    (tmp_path / "a").write_bytes(b"x" * 101)
    assert refused(tmp_path / "a") == "the file is too large"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null"])
def test_a_device_is_not_read(device: str) -> None:
    assert refused(Path(device)) == "this is not a regular file"


def test_folders_missing_files_long_names_and_circles_of_links_are_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refused(tmp_path) == "this is a folder, not a file"
    assert refused(tmp_path / "loop") == "Too many levels of symbolic links"
    assert refused(tmp_path / ("x" * 256)) == "File name too long"
    assert refused(tmp_path / "a\0b") == "this is not a valid path"
    for missing in (tmp_path / "none", tmp_path / "none" / "a"):
        with pytest.raises(Missing):
            read_whole(missing, largest=100)


def test_a_pipe_into_which_nobody_writes_is_waited_for_and_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_file, "COMING", 0.0)
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "the pipe delivers nothing"


def test_a_pipe_whose_writer_is_silent_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_file, "SILENT", 0.0)
    os.mkfifo(tmp_path / "pipe")
    writer = os.open(tmp_path / "pipe", os.O_RDWR)  # opens without a reader
    try:
        assert refused(tmp_path / "pipe") == "the pipe delivers nothing"
    finally:
        os.close(writer)


def test_what_comes_out_of_a_pipe_is_read_to_its_end() -> None:
    reading, writing = os.pipe()
    body = b"x" * 1_000_000  # more than a pipe holds

    def write() -> None:
        with os.fdopen(writing, "wb") as stream:
            stream.write(body)

    writer = threading.Thread(target=write)
    writer.start()
    assert read_whole(Path(f"/dev/fd/{reading}"), largest=1_000_000) == body
    writer.join()
    os.close(reading)


@pytest.mark.parametrize("code", sorted(_REASONS))
def test_a_reason_of_the_system_is_in_its_own_words_in_english(code: int) -> None:
    assert system_reason(OSError(code, os.strerror(code))) == os.strerror(code)


def test_a_rare_reason_of_the_system_is_told_as_it_comes() -> None:
    assert system_reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert system_reason(OSError("no number")) == "the system reports OSError"


def test_a_rare_reason_of_the_system_has_its_name_where_the_language_is_not_english() -> None:
    def in_chinese() -> str:
        speak("zh_CN")
        return system_reason(OSError(errno.EXDEV, "Invalid cross-device link"))

    assert copy_context().run(in_chinese) == "系统报告 EXDEV"


def test_what_another_command_says_is_read_as_often_as_it_is_asked_for() -> None:
    """`init --from <(...)` looks at the table before it imports it; the shell's pipe can be read once."""
    for said in (b"one", b"another"):
        reading, writing = os.pipe()
        os.write(writing, said)
        os.close(writing)
        path = Path(f"/dev/fd/{reading}")
        assert [read_whole(path, largest=100) for _time in range(3)] == [said] * 3
        with pytest.raises(Unreadable):
            read_whole(path, largest=2)
        os.close(reading)
