"""The folder as it is now: read anew when a file in it changes, whoever changed it.

Readers are shown the last state that was checked, and never wait for the check of the next one: a thread of its own
looks at the files, reads a new plan, checks, and then shows all of it at once.
"""

from __future__ import annotations

import contextvars
import gc
import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from dataclasses import dataclass

from requirements.finding import Finding
from requirements.language import SOURCE, language, speak
from roadmap.editing.editor import ReadFolder
from roadmap.folder.project import Project
from roadmap.folder.texts.remembered import RememberedDocuments
from roadmap.operations.folders.check import Checked, check_loaded
from roadmap.web.settings import ServeSettings
from roadmap.web.watching.findings import StateFindings
from roadmap.web.watching.snapshot import FolderSnapshot, SnapshotMaker

FRESH = 0.2
"""Seconds for which a look at the folder holds where no thread looks."""
EVERY = 0.4
"""Seconds between two looks of the thread."""
SETTLED = 2.0
"""Seconds that somebody who wrote a whole file waits for its check at most."""
REMEMBERED = 600.0
"""Seconds for which a language counts as spoken after a reader asked in it."""

OnSnapshot = Callable[[FolderSnapshot, FolderSnapshot], None]
"""Hears the snapshot before and the one after a change."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What lies in the folder at one moment, and what is wrong with it."""

    snapshot: FolderSnapshot
    findings: StateFindings


_held: ContextVar[FolderState | None] = ContextVar("state", default=None)


class WatchedFolder:
    """A folder that is being looked at. All functions may be called from any thread."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._made = SnapshotMaker(settings)
        self.remembered = RememberedDocuments()
        """The files that were read so far, for whoever reads them again."""
        self._looking = threading.RLock()
        self._showing = threading.Condition(self._looking)
        self._looked = 0.0
        self._listeners: list[OnSnapshot] = []
        self._preparing: list[Callable[[], object]] = []
        self._untold: list[tuple[FolderSnapshot, FolderSnapshot]] = []
        self._spoken: dict[str, float] = {}
        self._awake = threading.Event()
        self._ended = threading.Event()
        self._is_watched = False
        self._last_project: Project | None = None
        self._newest = self._made.snapshot()
        self._shown = FolderState(self._newest, self._unchecked(self._newest))
        self.foreign = 0
        """How many changes were seen that are none of this workbench's own edits."""

    def listen(self, heard: OnSnapshot) -> None:
        """Tell somebody of every change from now on."""
        self._listeners.append(heard)

    def prepare(self, prepared: Callable[[], object]) -> None:
        """Let something be made of every state before it is shown, in each language that is spoken."""
        self._preparing.append(prepared)

    def state(self) -> FolderState:
        """The state that is shown: the same for the whole of a request that holds one (`hold`)."""
        held = _held.get()
        if held is not None:
            return held
        if not self._is_watched and time.monotonic() - self._looked >= FRESH:
            self.refresh()
        return self._shown

    def hold(self) -> Token[FolderState | None]:
        """Let everything in this context see one state, so that no page is made of two."""
        return _held.set(self.state())

    @staticmethod
    def release(token: Token[FolderState | None]) -> None:
        """Let this context see the newest state again."""
        _held.reset(token)

    def current(self) -> FolderSnapshot:
        """What lies there, as it is shown."""
        return self.state().snapshot

    def checked(self) -> Checked:
        """The findings of the folder, in the language in force."""
        self._spoken[language()] = time.monotonic()
        return self.state().findings.checked()

    def plan_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the plan, in the language in force; nothing where there is none or it is good."""
        return self.state().findings.of_plan()

    def counts(self) -> dict[str, int]:
        """How many findings of each severity the folder has."""
        return self.state().findings.counts()

    def language(self) -> str | None:
        """The language that the folder's policy asks for; None if it asks for none, or could never be read."""
        project = self.last_project()
        return None if project is None else project.header.policy.language

    def last_project(self) -> Project | None:
        """What the folder said when it last had no errors; None if it never could be read."""
        project = self.state().findings.in_any_language().project
        if project is not None:
            self._last_project = project
        return self._last_project

    def refresh(self, read: ReadFolder | None = None, *, foreign: int = -1) -> FolderSnapshot:
        """Look at once. `read` is what an editor read and checked just now, before it wrote; it counts as a check where
        nothing else has changed since `foreign` was what it is.

        Where no thread looks, what is found is shown and told before this returns.
        """
        _held.set(None)  # whoever looks wants to see
        with self._looking:
            before = self._newest
            self._newest = after = self._made.snapshot(before)
            self._looked = time.monotonic()
            if after is before:
                return self._shown.snapshot
            self._take(before, after, read if foreign == self.foreign else None)
        self._awake.set()
        if not self._is_watched:
            self._tell()
        return after

    def _take(self, before: FolderSnapshot, after: FolderSnapshot, read: ReadFolder | None) -> None:
        """Show a newer snapshot, if that can be done without a check; else leave it to the thread."""
        known = self._known(before, after, read)
        self.foreign += known is None
        if known is None and self._is_watched:
            return
        self._show(after, known or self._unchecked(after))

    def _known(self, before: FolderSnapshot, after: FolderSnapshot, read: ReadFolder | None) -> StateFindings | None:
        """The findings of a newer snapshot where they are known already; None where they are not."""
        if self._shown.snapshot is not before:
            return None
        if after.stamp == before.stamp:  # only meetings have changed
            return self._shown.findings
        if read is None or not after.follows(before, read.contents) or self._languages() - {read.language}:
            return None
        checked = {read.language: check_loaded(read.loaded, self._settings.folder)}
        return self._unchecked(after, checked)

    def _show(self, after: FolderSnapshot, findings: StateFindings) -> None:
        with self._looking:
            if after.number > self._shown.snapshot.number:
                self._untold.append((self._shown.snapshot, after))
                self._shown = FolderState(after, findings)
                self._showing.notify_all()

    def settle(self, seconds: float = SETTLED) -> None:
        """Wait until all that was seen so far is shown, or for so many seconds: for somebody who wrote a file and wants
        to see what a check says of it."""
        with self._showing:
            self._showing.wait_for(lambda: self._shown.snapshot.number >= self._newest.number, timeout=seconds)

    def _unchecked(self, snapshot: FolderSnapshot, checked: Mapping[str, Checked] | None = None) -> StateFindings:
        is_faulty = snapshot.is_plan_faulty
        return StateFindings(self._settings, self.remembered, is_plan_faulty=is_faulty, checked=checked)

    def _languages(self) -> set[str]:
        """The languages that were spoken lately."""
        now = time.monotonic()
        return {spoken for spoken, last in list(self._spoken.items()) if now - last < REMEMBERED}

    def watch(self) -> None:
        """Look again and again in a thread of its own, until `end`."""
        self._is_watched = True
        threading.Thread(target=self._watch, daemon=True, name="folder").start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self._awake.set()

    def _watch(self) -> None:
        self._prepare(self._shown, {self._settings.language or SOURCE})
        if self._settings.owns_process:
            settle_memory()
        while not self._ended.is_set():
            try:
                self._follow()
            except Exception:  # the next look may go well, and who serves should know
                logging.getLogger(__name__).exception("folder")
            self._awake.wait(EVERY)
            self._awake.clear()

    def _follow(self) -> None:
        """Look, check what is new in every language that is spoken, show it, and tell."""
        self.refresh()
        newest = self._newest
        if newest.number > self._shown.snapshot.number:
            state = FolderState(newest, self._unchecked(newest))
            self._prepare(state, self._languages() or {self._settings.language or SOURCE})
            self._show(newest, state.findings)
        self._tell()

    def _prepare(self, state: FolderState, languages: set[str]) -> None:
        """Find out what readers will ask for first. What fails is tried again by who asks, and is shown to them."""
        for spoken in languages:
            try:
                contextvars.copy_context().run(self._prepare_in, state, spoken)
            except Exception:  # a state that nobody could see would stop every page
                logging.getLogger(__name__).exception("folder")

    def _prepare_in(self, state: FolderState, spoken: str) -> None:
        speak(spoken)
        _held.set(state)
        state.findings.checked()
        for prepared in self._preparing:
            prepared()

    def _tell(self) -> None:
        while self._untold:
            before, after = self._untold.pop(0)
            for heard in self._listeners:
                heard(before, after)


def settle_memory() -> None:
    """Take what is there now, which mostly stays, out of the search for circular garbage: it stops all threads for a
    tenth of a second otherwise, again and again while many people read."""
    gc.collect()
    gc.freeze()
