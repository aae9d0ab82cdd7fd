"""The folder as it is now: read anew when a file in it changes, whoever changed it."""

from __future__ import annotations

import contextvars
import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding
from requirements.language import language
from roadmap.meeting.meeting import MEETINGS
from roadmap.operations.folders.check import Checked, check
from roadmap.operations.sources.plans import FoundPlan, find_plan
from roadmap.web.settings import ServeSettings
from roadmap.web.watching.digests import FileDigests
from roadmap.web.watching.snapshot import FolderSnapshot

FRESH = 0.2
"""Seconds for which a look at the folder holds."""
EVERY = 0.4
"""Seconds between two looks of the watcher."""

_WITHIN, _ENDING = f"{MEETINGS}/", ".yaml"

OnSnapshot = Callable[[FolderSnapshot, FolderSnapshot], None]
"""Hears the snapshot before and the one after a change."""


@dataclass(slots=True)
class _Known:
    """What was found out about one snapshot, by language."""

    checked: dict[str, Checked]
    plan_findings: dict[str, tuple[Finding, ...]]


class WatchedFolder:
    """A folder that is being looked at. All functions may be called from any thread."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._digests = FileDigests(settings.folder, also=(settings.plan,))
        self._lock = threading.RLock()
        self._listeners: list[OnSnapshot] = []
        self._ended = threading.Event()
        self._known = _Known({}, {})
        self._looked = 0.0
        self._policy_language: str | None = None
        self._plan_read: tuple[str | None, FoundPlan | None, bool] = (None, None, False)
        self._all = self._digests.look()
        self._snapshot = self._read(1, self._all)

    def listen(self, heard: OnSnapshot) -> None:
        """Tell somebody of every change from now on."""
        self._listeners.append(heard)

    def current(self) -> FolderSnapshot:
        """What lies there now; a look of a moment ago is enough."""
        with self._lock:
            if time.monotonic() - self._looked < FRESH:
                return self._snapshot
            return self.refresh()

    def refresh(self) -> FolderSnapshot:
        """Look at once, and tell everybody who listens if something changed."""
        with self._lock:
            before, digests = self._snapshot, self._digests.look()
            self._looked = time.monotonic()
            if digests == self._all:
                return before
            self._all = digests
            self._snapshot = after = self._read(before.number + 1, digests)
            if after.stamp != before.stamp:
                self._known = _Known({}, {})
        for heard in self._listeners:
            heard(before, after)
        return after

    def checked(self) -> Checked:
        """The findings of the folder as it is now, in the language in force."""
        with self._lock:
            self.current()
            known, spoken = self._known.checked, language()
            if spoken not in known:
                known[spoken] = check(self._settings.folder)
            return known[spoken]

    def language(self) -> str | None:
        """The language that the folder's policy asks for; None if it asks for none, or could never be read."""
        with self._lock:
            self.current()
            checked = next(iter(self._known.checked.values()), None) or self.checked()
            if checked.project is not None:
                self._policy_language = checked.project.header.policy.language
            return self._policy_language

    def plan_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the plan, in the language in force; nothing where there is none or it is good."""
        with self._lock:
            if not self.current().is_plan_faulty:
                return ()
            known, spoken = self._known.plan_findings, language()
            if spoken not in known:
                known[spoken] = _plan_findings(self._settings)
            return known[spoken]

    def watch(self) -> None:
        """Look again and again in a thread of its own, until `end`."""
        threading.Thread(target=self._watch, daemon=True, name="folder").start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(EVERY):
            self.refresh()

    def _read(self, number: int, every: dict[str, str]) -> FolderSnapshot:
        meetings = {name[len(_WITHIN) : -len(_ENDING)]: digest for name, digest in every.items() if _is_meeting(name)}
        digests = {name: digest for name, digest in every.items() if not _is_meeting(name)}
        total = hashlib.sha256()
        for name, digest in digests.items():
            total.update(f"{name}\0{digest}\0".encode("utf-8", "surrogateescape"))
        plan, faulty = self._plan(digests)
        return FolderSnapshot(number, total.hexdigest(), digests, meetings, plan, faulty)

    def _plan(self, digests: dict[str, str]) -> tuple[FoundPlan | None, bool]:
        """The plan, read anew where its file is another one, and whether it cannot be used."""
        digest = digests.get(self._digests.name_of(self._settings.plan))
        if digest != self._plan_read[0]:
            found = contextvars.copy_context().run(_found_plan, self._settings) if digest else None
            self._plan_read = digest, found, digest is not None and found is None
        return self._plan_read[1:]


def _is_meeting(name: str) -> bool:
    """Whether a file is the scenario of a meeting."""
    return name.startswith(_WITHIN) and name.endswith(_ENDING) and "/" not in name[len(_WITHIN) :]


def _found_plan(settings: ServeSettings) -> FoundPlan | None:
    try:
        return find_plan(settings.plan)
    except RoadmapError:
        return None


def _plan_findings(settings: ServeSettings) -> tuple[Finding, ...]:
    try:
        find_plan(settings.plan)
    except InputFault as fault:
        return tuple(fault.findings)
    except RoadmapError:
        return ()
    return ()
