"""What engineering does differently: the work of the next four weeks, what lands where, and who is moved to a second
line. No customers, no money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from requirements.language import _, follow_on, ngettext
from roadmap.comparing.comparison import Comparison, MoveChange, ReleaseChange
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.views.comparison.compared_names import NamesOfBoth
from roadmap.views.formats import long_day, long_span, short_table_span, table_day, table_span
from roadmap.views.reasons.waits import skill_words
from roadmap.views.words import Badge, phase_word

WEEKS = 4


@dataclass(frozen=True, slots=True)
class WorkChangeRow:
    """One work item that is done in these weeks by one plan and not, or at another time, by the other."""

    badge: Badge
    feature: str
    work: str
    skill: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release that holds something else, ships on another day, or is used in only one of the plans."""

    release: str
    ships: str
    more: tuple[str, ...]
    less: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveChangeRow:
    """One move to a second line that only one of the plans has, or that has other days."""

    badge: Badge
    person: str
    lines: str
    """Their own skill and the one they help out with."""
    before: str
    after: str
    agree: str
    """By when it must be agreed, or that it was; empty where it is no longer made."""


@dataclass(frozen=True, slots=True)
class EngineeringView:
    """The digest for engineering."""

    statement: str
    window: str
    work: tuple[WorkChangeRow, ...]
    releases: tuple[ReleaseRow, ...]
    moves: tuple[MoveChangeRow, ...]


def build_engineering(comparison: Comparison, before: Plan, after: Plan, names: NamesOfBoth) -> EngineeringView:
    """What engineering does differently in the four weeks from the later of the two days."""
    first = max(before.as_of, after.as_of)
    last = first + timedelta(weeks=WEEKS, days=-1)
    work = tuple(_work_rows(before, after, first, last, names))
    releases = tuple(_release_row(change, names) for change in comparison.releases)
    moves = tuple(_move_row(change) for change in comparison.moves)
    return EngineeringView(
        statement=_statement(len(work), len(releases), len(moves)),
        window=long_span(first, last),
        work=work,
        releases=releases,
        moves=moves,
    )


def _statement(work: int, releases: int, moves: int) -> str:
    if not work and not releases and not moves:
        return _("Nothing changes for engineering.")
    items = ngettext(
        "{n} work item changes in the next four weeks.", "{n} work items change in the next four weeks.", work
    ).format(n=work)
    differ = ngettext("{n} release differs.", "{n} releases differ.", releases).format(n=releases)
    if not moves:
        return follow_on(items, differ)
    text = ngettext("{n} move to a second line differs.", "{n} moves to second lines differ.", moves)
    return follow_on(items, differ, text.format(n=moves))


def _work_rows(before: Plan, after: Plan, first: date, last: date, names: NamesOfBoth) -> Iterator[WorkChangeRow]:
    old = {line.id: line for line in before.features}
    new = {line.id: line for line in after.features}
    for key in sorted(old.keys() | new.keys(), key=lambda key: (names.feature(key), key)):
        for was, now in _pairs(old.get(key), new.get(key)):
            here = [work is not None and work.first <= last and work.last >= first for work in (was, now)]
            if any(here) and not _same(was, now):
                yield _work_row(key, was, now, here=(here[0], here[1]), names=names)


def _pairs(old: FeatureLine | None, new: FeatureLine | None) -> Iterator[tuple[WorkLine | None, WorkLine | None]]:
    """The work items of a feature side by side, those that are done in either plan left out."""
    ours, theirs = (line.work if line else [] for line in (old, new))
    for position in range(max(len(ours), len(theirs))):
        was = ours[position] if position < len(ours) else None
        now = theirs[position] if position < len(theirs) else None
        if all(work is None or work.status is not WorkStatus.DONE for work in (was, now)):
            yield was, now


def _same(was: WorkLine | None, now: WorkLine | None) -> bool:
    if was is None or now is None:
        return was is now
    if was.status is not now.status and now.status is WorkStatus.STARTED:
        return was.last == now.last and was.crew == now.crew  # it began, as it should
    return (was.first, was.last, was.crew, was.skill) == (now.first, now.last, now.crew, now.skill)


def _work_row(
    key: str, was: WorkLine | None, now: WorkLine | None, *, here: tuple[bool, bool], names: NamesOfBoth
) -> WorkChangeRow:
    work = now or was
    if work is None:
        raise ValueError(key)
    return WorkChangeRow(
        badge=_badge(here),
        feature=names.feature(key),
        work=work.name or phase_word(work.phase),
        skill=skill_words(work),
        before=_when(was),
        after=_when(now),
    )


def _badge(here: tuple[bool, bool]) -> Badge:
    if here == (False, True):
        return Badge("▶", _("New in these weeks"), "good")
    if here == (True, False):
        return Badge("✕", _("No longer in these weeks"), "lost")
    return Badge("◆", _("Moved"), "late")


def _when(work: WorkLine | None) -> str:
    if work is None:
        return _("not planned")
    days = short_table_span(work.first, work.last)
    if not work.crew:
        return days
    return ngettext("{days}, {n} person", "{days}, {n} people", work.crew).format(days=days, n=work.crew)


def _release_row(change: ReleaseChange, names: NamesOfBoth) -> ReleaseRow:
    return ReleaseRow(
        release=change.release,
        ships=_ships(change),
        more=tuple(names.feature(key) for key in change.only.after),
        less=tuple(names.feature(key) for key in change.only.before),
    )


def _ships(change: ReleaseChange) -> str:
    if change.used.before and not change.used.after:
        return _("No longer used")
    day = change.ship.after
    if day is None:
        return _("No longer in the plan")
    if change.used.after and not change.used.before:
        return _("Newly used, ships on {day}").format(day=long_day(day))
    if change.ship.before is not None and change.ship.differs:
        return _("Ships on {new} instead of {old}").format(new=long_day(day), old=long_day(change.ship.before))
    return _("Ships on {day}").format(day=long_day(day))


def _move_row(change: MoveChange) -> MoveChangeRow:
    agree = ""
    if change.agree.after is not None:
        agree = _("to be agreed by {day}").format(day=long_day(change.agree.after))
    return MoveChangeRow(
        badge=_move_badge(change),
        person=change.person,
        lines=_("{own} → {skill}").format(own=change.own, skill=change.skill),
        before=_stretch(change.away.before, change.first.before, change.last.before),
        after=_stretch(change.away.after, change.first.after, change.last.after),
        agree=_("agreed") if change.agreed.after else agree,
    )


def _move_badge(change: MoveChange) -> Badge:
    if change.first.before is None:
        return Badge("▶", _("New"), "good")
    if change.first.after is None:
        return Badge("✕", _("Dropped"), "lost")
    return Badge("◆", _("Moved"), "late")


def _stretch(away: date | None, first: date | None, last: date | None) -> str:
    """The days of a move, with the day from which training takes them away before it."""
    if away is None or first is None or last is None:
        return _("no move")
    if away == first:
        return table_span(first, last)
    return _("{days}, in training from {away}").format(days=table_span(first, last), away=table_day(away))
