"""What is open already is written to, behind what it holds, and never replaced."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from roadmap.outputs.writing.descriptors import descriptor_of, is_stream, write_all
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.outputs.writing.locks import sole_writer


def test_names_of_descriptors_are_known_through_every_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/fd/7")
    assert descriptor_of(Path("/dev/stdout")) == 1
    assert descriptor_of(Path("/proc/self/fd/3")) == 3
    assert descriptor_of(Path(f"/proc/{os.getpid()}/fd/3")) == 3
    assert descriptor_of(tmp_path / "link") == 7
    assert descriptor_of(tmp_path / "x") is None
    assert descriptor_of(Path("/dev/null")) is None


def test_a_file_that_is_open_is_written_to_behind_what_it_holds(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with log.open("wb", buffering=0) as stream:
        stream.write(b"before\n")
        path = Path(f"/dev/fd/{stream.fileno()}")
        assert is_stream(path)
        with sole_writer(path):
            write_whole(path, "page\n", kind=FileKind.PAGE)
        stream.write(b"after\n")
    assert log.read_bytes() == b"before\npage\nafter\n"
    assert [file.name for file in tmp_path.iterdir()] == ["log.txt"]


def test_a_descriptor_that_is_closed_or_only_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"kept")
    with (tmp_path / "a").open("rb") as stream, pytest.raises(RoadmapError, match="Bad file descriptor"):
        write_whole(Path(f"/dev/fd/{stream.fileno()}"), "x", kind=FileKind.PAGE)
    assert (tmp_path / "a").read_bytes() == b"kept"
    with pytest.raises(RoadmapError, match="Bad file descriptor"):
        write_whole(Path("/dev/fd/999"), "x", kind=FileKind.PAGE)


def test_a_stream_that_takes_a_little_at_a_time_is_given_everything() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    body, heard = b"x" * 1_000_000, bytearray()

    def listen() -> None:
        while piece := os.read(reading, 10_000):
            heard.extend(piece)

    listener = threading.Thread(target=listen)
    listener.start()
    write_all(writing, body)
    os.close(writing)
    listener.join()
    os.close(reading)
    assert bytes(heard) == body
