"""What lies in a folder at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.operations.sources.plans import FoundPlan


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
