"""The folder is seen as it is: whoever changed a file, its hash decides, and whoever listens hears of it."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from roadmap.editing.edits import Edit
from roadmap.folder.load import Loaded, load_project
from roadmap.operations.folders.check import check
from roadmap.web.bench import Workbench
from roadmap.web.settings import ServeSettings
from roadmap.web.showing import STAMP
from roadmap.web.stream import KEPT, EventStream
from roadmap.web.watching import findings
from roadmap.web.watching.file_digests import FileDigests
from tests.web.conftest import browser


def ran(work: Coroutine[object, object, list[str]]) -> list[str]:
    """What comes of some work, in a thread of its own: a browser test may have left a loop that runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def bench_of(folder: Path) -> Workbench:
    return Workbench(ServeSettings(folder, folder / "plan.json"))


def told(bench: Workbench) -> list[tuple[str, object]]:
    """What was published since the start: kinds, and the names of files."""
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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_without_an_end_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "notes.yaml")
    (folder / "link.yaml").symlink_to("/dev/zero")
    digests = FileDigests(folder).look()
    assert "roadmap.yaml" in digests
    assert not digests.keys() & {"notes.yaml", "link.yaml"}
    assert browser(folder).get("/files").status_code == 200


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


def test_a_reader_never_waits_for_a_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's edit is being checked, which takes until the test says so: pages show the state before it."""
    may_end, began = threading.Event(), threading.Event()

    def slow(directory: Path, **known: Any) -> Loaded:
        began.set()
        assert may_end.wait(20)
        return load_project(directory, **known)

    client = browser(folder)
    bench = client.app.state.bench  # type: ignore[attr-defined]
    with client:  # its thread runs
        assert "no faults" in client.get("/").text
        before = client.get("/today.json").json()
        monkeypatch.setattr(findings, "load_project", slow)
        file = folder / "roadmap.yaml"
        file.write_text(file.read_text().replace("skill: code, people", "skil: code, people"), encoding="utf-8")
        assert began.wait(20)
        assert client.get("/today.json").json() == before
        assert client.get("/deals").status_code == 200
        may_end.set()
        bench.folder.settle(20)
        assert client.get("/today.json").json()["state"]["tone"] == "lost"


def test_a_state_that_cannot_be_prepared_is_shown_all_the_same(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = browser(folder)
    bench = client.app.state.bench  # type: ignore[attr-defined]

    def broken() -> None:
        raise ZeroDivisionError

    bench.folder.prepare(broken)
    with client:
        (folder / "more.yaml").write_text("a: 1\n", encoding="utf-8")
        bench.folder.refresh()
        bench.folder.settle(20)
        assert "more.yaml" in client.get("/files").text
    assert "ZeroDivisionError" in caplog.text


def test_who_saves_sees_it_at_once_and_it_is_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an edit was checked for before it was written is what a check of the folder says after it."""
    checks = list[Path]()
    client = browser(folder)

    def counted(directory: Path, **known: Any) -> Loaded:
        checks.append(directory)
        return load_project(directory, **known)

    with client:
        client.get("/")
        monkeypatch.setattr(findings, "load_project", counted)
        asked = [{"path": "deals.d.gates.design_in", "value": "2026-02-14"}]  # a Saturday: there is a hint
        assert client.put("/edits", json=asked).status_code == 200
        bench = client.app.state.bench  # type: ignore[attr-defined]
        shown = bench.folder.checked()
        assert checks == []
    fresh = check(folder)
    assert list(shown.findings) == list(fresh.findings)
    assert shown.project is not None
    assert fresh.project is not None
    assert (shown.project.digest, shown.counts) == (fresh.project.digest, fresh.counts)


def test_what_else_changes_while_somebody_saves_is_checked_anew(folder: Path) -> None:
    bench = bench_of(folder)
    bench.folder.checked()
    file = folder / "roadmap.yaml"

    def both() -> object:
        made = bench.edits.editor.apply([Edit("deals.d.owner", "Li")])
        file.write_text(file.read_text().replace("skill: code, people", "skil: code, people"), encoding="utf-8")
        return made

    bench.edited(both)
    assert bench.folder.counts()["error"] > 0


def test_a_page_is_made_of_one_state(folder: Path) -> None:
    """A request holds the state that was shown when it came; the next one sees the newest."""
    bench = bench_of(folder)
    held = bench.folder.current()
    token = bench.folder.hold()
    (folder / "more.yaml").write_text("a: 1\n", encoding="utf-8")
    bench_of_others = ThreadPoolExecutor(1)
    bench_of_others.submit(bench.folder.refresh).result()
    assert bench.folder.current() is held
    bench.folder.release(token)
    assert bench.folder.current().stamp != held.stamp


def test_pages_of_the_plan_are_kept_while_other_files_change(folder: Path) -> None:
    bench = bench_of(folder)
    pages = bench.shown.plan_pages()
    file = folder / "roadmap.yaml"
    file.write_text(file.read_text().replace("name: Rivals", "name: Others"), encoding="utf-8")
    bench.folder.refresh()
    assert bench.shown.plan_pages() is pages
    stamp = bench.folder.current().stamp[:STAMP]
    page = bench.shown.plan_page("deals")
    assert page is not None
    assert f'data-stamp="{stamp}"' in page
    assert '<p class="site-name"><a href="/">Others</a>' in page


@pytest.mark.parametrize("gone", ["roadmap.yaml", "."])
def test_a_folder_that_goes_away_is_told_and_comes_back(folder: Path, gone: str) -> None:
    client = browser(folder)
    assert client.get("/").status_code == 200
    place = (folder / gone).resolve()
    away = place.rename(folder.parent / "away")
    client.app.state.bench.folder.refresh()  # type: ignore[attr-defined]
    for address in ("/", "/files", "/edit", "/history", "/nowhere"):
        assert client.get(address).status_code in (200, 404), address
    assert "roadmap.yaml" in client.get("/").text
    away.rename(place)
    client.app.state.bench.folder.refresh()  # type: ignore[attr-defined]
    assert "no faults" in client.get("/").text


def test_chances_that_cannot_be_read_are_told_and_stop_nothing(folder: Path) -> None:
    (folder / "plan.chances.json").write_text("{", encoding="utf-8")
    page = browser(folder).get("/")
    assert page.status_code == 200
    assert "plan.chances.json" in page.text


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
