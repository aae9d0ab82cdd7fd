"""What lies in a folder at one moment."""

from __future__ import annotations

import contextvars
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from requirements.errors import RoadmapError
from roadmap.meeting.meeting import MEETINGS
from roadmap.operations.sources.stored_plans import FoundPlan, find_plan
from roadmap.web.settings import ServeSettings
from roadmap.web.watching.file_digests import FileDigests

_WITHIN, _ENDING = f"{MEETINGS}/", ".yaml"


@dataclass(frozen=True, slots=True)
class FolderSnapshot:
    """The files of a folder by their digests, the scenarios of its meetings by their names, and its plan.

    `number` counts the snapshots of one workbench. `stamp` is a digest over everything but the meetings, which change
    nothing in the folder: pages of equal stamps are equal. `plan` is None where there is none, and where it cannot be
    used (`is_plan_faulty`).
    """

    number: int
    stamp: str
    digests: Mapping[str, str]
    meetings: Mapping[str, str]
    plan: FoundPlan | None
    is_plan_faulty: bool

    def changed_since(self, other: FolderSnapshot) -> list[str]:
        """The files that are others than in another snapshot, new or gone, in order."""
        names = {*self.digests, *other.digests}
        return sorted(name for name in names if self.digests.get(name) != other.digests.get(name))

    def meetings_changed_since(self, other: FolderSnapshot) -> list[str]:
        """The meetings whose files are others than in another snapshot, new or gone, in order."""
        names = {*self.meetings, *other.meetings}
        return sorted(name for name in names if self.meetings.get(name) != other.meetings.get(name))

    def follows(self, before: FolderSnapshot, contents: Mapping[str, bytes]) -> bool:
        """Whether some files say just this, and no other file than these has changed since another snapshot."""
        return set(self.changed_since(before)) <= set(contents) and all(
            self.digests.get(name) == hashlib.sha256(content).hexdigest() for name, content in contents.items()
        )

    def beside_plan(self) -> tuple[tuple[str, str], ...]:
        """The files that may lie beside a plan and belong to it, with their digests."""
        return tuple((name, digest) for name, digest in self.digests.items() if name.endswith((".json", ".jsonl")))


class SnapshotMaker:
    """Makes snapshots of a folder, one after another; its plan is read anew only where its file is another one."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._digests = FileDigests(settings.folder, also=(settings.plan,))
        self._all: dict[str, str] = {}
        self._plan_read: tuple[str | None, FoundPlan | None, bool] = (None, None, False)

    def snapshot(self, before: FolderSnapshot | None = None) -> FolderSnapshot:
        """What lies there now: the snapshot `before`, the last that was made here, if it is the same."""
        every = self._digests.look()
        if before is not None and every == self._all:
            return before
        self._all = every
        meetings = {name[len(_WITHIN) : -len(_ENDING)]: digest for name, digest in every.items() if _is_meeting(name)}
        digests = {name: digest for name, digest in every.items() if not _is_meeting(name)}
        total = hashlib.sha256()
        for name, digest in digests.items():
            total.update(f"{name}\0{digest}\0".encode("utf-8", "surrogateescape"))
        plan, faulty = self._plan(digests)
        number = 1 if before is None else before.number + 1
        return FolderSnapshot(number, total.hexdigest(), digests, meetings, plan, faulty)

    def _plan(self, digests: Mapping[str, str]) -> tuple[FoundPlan | None, bool]:
        """The plan, and whether it cannot be used."""
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
