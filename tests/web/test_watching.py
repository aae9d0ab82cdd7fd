"""The folder is seen as it is: whoever changed a file, its hash decides, and whoever listens hears of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from roadmap.web.bench import Workbench
from roadmap.web.settings import ServeSettings
from roadmap.web.stream import KEPT, EventStream
from roadmap.web.watching.digests import FileDigests


def ran(work: Coroutine[object, object, list[str]]) -> list[str]:
    """What comes of some work, in a thread of its own: a browser test may have left a loop that runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def bench_of(folder: Path) -> Workbench:
    return Workbench(ServeSettings(folder, folder / "plan.json"))


def told(bench: Workbench) -> list[tuple[str, object]]:
    """What was published since the start: kinds, and the names of files."""
    bench.settle()
    return [(event.kind, event.content.get("names")) for event in bench.events.after(bench.events.position(0))]


def test_a_change_of_a_file_is_told_with_its_findings(folder: Path) -> None:
    bench = bench_of(folder)
    before = bench.folder.current()
    file = folder / "roadmap.yaml"
    file.write_text(file.read_text().replace("skill: code, people", "skil: code, people"), encoding="utf-8")
    after = bench.folder.refresh()
    assert after.stamp != before.stamp
    assert told(bench) == [("files", ["roadmap.yaml"]), ("findings", None)]
    assert bench.events.after(bench.events.position(0))[-1].content["error"] > 0


def test_a_plan_that_comes_and_goes_is_told(folder: Path) -> None:
    bench = bench_of(folder)
    text = (folder / "plan.json").read_bytes()
    (folder / "plan.json").unlink()
    assert bench.folder.refresh().plan is None
    (folder / "plan.json").write_bytes(text)
    assert bench.folder.refresh().plan is not None
    assert [kind for kind, _names in told(bench)] == ["files", "plan", "findings", "files", "plan", "findings"]


def test_touching_a_file_changes_nothing(folder: Path) -> None:
    bench = bench_of(folder)
    os.utime(folder / "roadmap.yaml", (10**9, 10**9))
    bench.folder.refresh()
    assert told(bench) == []


def test_an_edit_of_the_same_length_at_the_same_time_is_seen(folder: Path) -> None:
    digests, file = FileDigests(folder), folder / "roadmap.yaml"
    before, state = digests.look(), file.stat()
    with file.open("r+b") as stream:
        content = stream.read().replace(b"value: 200", b"value: 201")
        stream.seek(0)
        stream.write(content)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    after = digests.look()
    assert [name for name in after if after[name] != before[name]] == ["roadmap.yaml"]


def test_hidden_folders_links_and_other_files_are_not_looked_into(folder: Path) -> None:
    for name in (".git", "more"):
        (folder / name).mkdir()
        (folder / name / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "again").symlink_to(folder)
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert list(FileDigests(folder).look()) == ["more/x.yaml", "plan.json", "roadmap.yaml"]


def test_a_plan_that_lies_elsewhere_is_watched(folder: Path) -> None:
    other = (folder / "plan.json").rename(folder.parent / "other.json")
    bench = Workbench(ServeSettings(folder, other))
    assert bench.folder.current().plan is not None
    other.unlink()
    assert bench.folder.refresh().plan is None


async def heard(stream: EventStream, last: str, count: int) -> list[str]:
    """The first messages of a stream."""
    found = []
    async for message in stream.follow(last, {"stamp": "s"}):
        found.append(message)
        if len(found) == count:
            break
    return found


def test_a_page_that_comes_back_hears_what_it_missed() -> None:
    stream = EventStream()
    for number in range(3):
        stream.publish("files", {"n": number})
    first, second, third = ran(heard(stream, stream.position(1), 3))
    assert first == 'event: hello\ndata: {"stamp":"s"}\n\n'
    assert second == f'id: {stream.position(2)}\nevent: files\ndata: {{"n":1}}\n\n'
    assert third.endswith('data: {"n":2}\n\n')


@pytest.mark.parametrize("last", ["", "nonsense", "abc-1", "-", "deadbeef-2"])
def test_a_new_page_and_one_of_an_earlier_start_hear_only_what_comes(last: str) -> None:
    stream = EventStream()
    stream.publish("files", {"n": 1})

    async def listen() -> list[str]:
        task = asyncio.create_task(heard(stream, last, 2))
        await asyncio.sleep(0.05)
        stream.publish("files", {"n": 2})
        return await task

    assert ran(listen())[1].endswith('data: {"n":2}\n\n')


def test_only_the_last_events_are_kept() -> None:
    stream = EventStream()
    for number in range(KEPT + 10):
        stream.publish("files", {"n": number})
    assert len(stream.after(stream.position(0))) == KEPT


def test_streams_end_with_the_workbench() -> None:
    stream = EventStream()

    async def listen() -> list[str]:
        task = asyncio.create_task(heard(stream, "", 99))
        await asyncio.sleep(0.05)
        stream.end()
        return await task

    assert len(ran(listen())) == 1
    assert not stream.is_full
