"""The workbench itself: a folder, its pages and its events, for as long as one process runs."""

from __future__ import annotations

import contextlib
import contextvars
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

from fastapi import Depends, Request

from requirements.finding import Severity
from roadmap.operations.session.answers import SessionAnswer
from roadmap.operations.session.session import PlanningSession
from roadmap.web.editing import FolderEdits
from roadmap.web.meeting.meetings import Meetings
from roadmap.web.meeting.room import MeetingRoom
from roadmap.web.settings import ServeSettings
from roadmap.web.showing import STAMP, Shown
from roadmap.web.stream import EventStream
from roadmap.web.watching.folder import WatchedFolder
from roadmap.web.watching.snapshot import FolderSnapshot


class Workbench:
    """What all addresses share."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self.folder = WatchedFolder(settings)
        self.shown = Shown(settings, self.folder)
        self.events = EventStream()
        self.edits = FolderEdits(settings)
        self.meetings = Meetings(settings.folder)
        self.room = MeetingRoom(self._session, self._tell_answer)
        self._telling = ThreadPoolExecutor(1, thread_name_prefix="telling")
        self.folder.listen(self._tell)

    def start(self) -> None:
        """Look at the folder from now on."""
        self.folder.watch()

    def end(self) -> None:
        """Look no more and end all streams."""
        self.folder.end()
        self.events.end()
        self.room.close()
        self._telling.shutdown(wait=False, cancel_futures=True)

    def greeting(self) -> dict[str, object]:
        """What a page is told first."""
        return {"stamp": self.folder.current().stamp[:STAMP]}

    def _session(self) -> PlanningSession:
        """A planning session over the folder and its plan."""
        return PlanningSession(self.settings.folder, plan=self.settings.plan)

    def _tell_answer(self, name: str, step: SessionAnswer) -> None:
        """Tell the pages of a meeting that there is more to see."""
        self.events.publish("answer", {"meeting": name, "question": step.question, "step": step.step.value})

    def _tell(self, before: FolderSnapshot, after: FolderSnapshot) -> None:
        """Tell all pages what changed, then what is wrong with it: a file that was saved is checked at once."""
        for name in after.meetings_changed_since(before):
            self.events.publish("meeting", {"meeting": name})
        if before.stamp == after.stamp:
            return
        stamp = after.stamp[:STAMP]
        self.events.publish("files", {"stamp": stamp, "names": after.changed_since(before)})
        if before.plan is not after.plan:
            self.events.publish("plan", {"stamp": stamp, "is_there": after.plan is not None})
        with contextlib.suppress(RuntimeError):  # the workbench is ending
            self._telling.submit(contextvars.copy_context().run, self._tell_findings, stamp)

    def settle(self) -> None:
        """Wait until all that has changed so far is told."""
        self._telling.submit(lambda: None).result()

    def _tell_findings(self, stamp: str) -> None:
        """Check the folder, and ask anew what was asked about the one before: whoever saved does not wait for that."""
        self.room.forget()
        findings = self.folder.checked().findings
        counts = {severity.value: sum(one.severity is severity for one in findings) for severity in Severity}
        self.events.publish("findings", {"stamp": stamp, **counts})


def bench_of(request: Request) -> Workbench:
    """The workbench that a request is for."""
    bench: Workbench = request.app.state.bench
    return bench


Bench = Annotated[Workbench, Depends(bench_of)]
"""The workbench, as functions of addresses take it."""
