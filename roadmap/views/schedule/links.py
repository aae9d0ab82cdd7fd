"""What waits for what between work items, in the four kinds that every program for schedules knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from roadmap.plans.document import FeatureLine
from roadmap.plans.engineering.waiting_for import AfterLine
from roadmap.plans.engineering.work import WorkLine
from roadmap.supply.facts import tied_phases


class LinkKind(StrEnum):
    """From which end of the one to which end of the other."""

    FINISH_START = "finish_start"
    START_START = "start_start"
    FINISH_FINISH = "finish_finish"


@dataclass(frozen=True, slots=True)
class Link:
    """A work item that waits for another one, both by key; the lag is in working days."""

    before: str
    after: str
    kind: LinkKind
    lag: int = 0


def links_between(features: Iterable[FeatureLine]) -> Iterator[Link]:
    """The links of all work, within features and between them, as far as the days of the plan keep them.

    What happened out of sequence keeps no link, so none is told for it: a program that held it would move what is done.
    """
    lines = {line.id: line for line in features}
    work = {f"{line.id}/{number}": item for line in lines.values() for number, item in enumerate(line.work, start=1)}
    for line in lines.values():
        for link in (*_within(line), *(one for wait in line.after for one in _between(line, wait, lines))):
            if _is_kept(work[link.before], work[link.after], link.kind):
                yield link


def _within(line: FeatureLine) -> Iterator[Link]:
    """Each item waits for the one before; where it overlaps that, what comes behind waits for both."""
    ahead = [1]
    for number, item in enumerate(line.work[1:], start=2):
        before, after = f"{line.id}/{number - 1}", f"{line.id}/{number}"
        if item.overlap is None:
            yield from (Link(f"{line.id}/{one}", after, LinkKind.FINISH_START) for one in ahead)
            ahead = [number]
            continue
        yield Link(before, after, LinkKind.START_START, item.overlap.start)
        if item.overlap.end is not None:
            yield Link(before, after, LinkKind.FINISH_FINISH, item.overlap.end)
        ahead.append(number)


def _between(line: FeatureLine, wait: AfterLine, lines: dict[str, FeatureLine]) -> Iterator[Link]:
    other = lines.get(wait.feature)
    if other is None:
        return
    tied = tied_phases([item.phase for item in line.work], [item.phase for item in other.work], wait.wait_for)
    if tied.then is not None:
        kind = LinkKind.FINISH_FINISH if tied.to_end else LinkKind.FINISH_START
        kind = LinkKind.START_START if tied.from_start else kind
        yield Link(_key(other, tied.first), _key(line, tied.then), kind, wait.lag)


def _key(line: FeatureLine, place: int) -> str:
    return f"{line.id}/{place + 1}"


def _is_kept(before: WorkLine, after: WorkLine, kind: LinkKind) -> bool:
    if kind is LinkKind.FINISH_START:
        return before.last < after.first or before.last == after.first == after.last
    if kind is LinkKind.START_START:
        return before.first <= after.first
    return before.last <= after.last
