"""The workbench itself: a folder, its pages and its events, for as long as one process runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from roadmap.operations.beside.asking_beside import BesideAsking
from roadmap.operations.session.session import PlanningSession
from roadmap.operations.session.session_answers import SessionAnswer
from roadmap.web.asking.agenda import Agendas
from roadmap.web.asking.trades import TradeDesk
from roadmap.web.editing import FolderEdits
from roadmap.web.meeting.meeting_room import MeetingRoom
from roadmap.web.meeting.meetings import Meetings
from roadmap.web.settings import ServeSettings
from roadmap.web.showing import STAMP, Shown
from roadmap.web.stream import EventStream
from roadmap.web.watching.folder import WatchedFolder
from roadmap.web.watching.snapshot import FolderSnapshot

Answer = TypeVar("Answer")


class Workbench:
    """What all addresses share."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self.folder = WatchedFolder(settings)
        self.shown = Shown(settings, self.folder)
        self.events = EventStream()
        self.edits = FolderEdits(settings, self.folder.remembered)
        self.meetings = Meetings(settings.folder)
        self.room = MeetingRoom(self._session, self._tell_answer)
        self.beside = BesideAsking(self._tell_beside)
        self.agendas = Agendas(settings, self.beside)
        self.trades = TradeDesk(settings, self.beside)
        self.folder.listen(self._tell)

    def start(self) -> None:
        """Look at the folder from now on."""
        self.folder.watch()

    def end(self) -> None:
        """Look no more and end all streams."""
        self.folder.end()
        self.events.end()
        self.room.close()
        self.beside.close()

    def greeting(self) -> dict[str, object]:
        """What a page is told first."""
        return {"stamp": self.folder.current().stamp[:STAMP]}

    def _session(self) -> PlanningSession:
        """A planning session over the folder and its plan."""
        return PlanningSession(self.settings.folder, plan=self.settings.plan)

    def _tell_answer(self, name: str, step: SessionAnswer) -> None:
        """Tell the pages of a meeting that there is more to see."""
        self.events.publish("answer", {"meeting": name, "question": step.question, "step": step.step.value})

    def _tell_beside(self) -> None:
        """Tell the pages that wait for what is counted beside that there is more to see."""
        self.events.publish("beside", {})

    def _tell(self, before: FolderSnapshot, after: FolderSnapshot) -> None:
        """Tell all pages what changed and what is wrong with it, and ask anew what was asked about the one before."""
        for name in after.meetings_changed_since(before):
            self.events.publish("meeting", {"meeting": name})
        if before.stamp == after.stamp:
            return
        stamp = after.stamp[:STAMP]
        self.events.publish("files", {"stamp": stamp, "names": after.changed_since(before)})
        if before.plan is not after.plan:
            self.events.publish("plan", {"stamp": stamp, "is_there": after.plan is not None})
        self.room.forget()
        self.beside.forget_failures()
        self.events.publish("findings", {"stamp": stamp, **self.folder.counts()})

    def edited(self, make: Callable[[], Answer]) -> Answer:
        """Make an edit, and show the folder with it: what was checked before it was written is not checked again."""
        foreign, before = self.folder.foreign, self.edits.editor.read
        answer = make()
        read = self.edits.editor.read
        self.folder.refresh(None if read is before else read, foreign=foreign)
        return answer


def bench_of(request: Request) -> Workbench:
    """The workbench that a request is for."""
    bench: Workbench = request.app.state.bench
    return bench


Bench = Annotated[Workbench, Depends(bench_of)]
"""The workbench, as functions of addresses take it."""
