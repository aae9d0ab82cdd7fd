"""Suggesting a mapping for a schedule of another program: tasks as features and work, milestones as releases."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, enumerated
from requirements.reading.cells.needs import CapabilityNames
from roadmap.importing.mapping import Target
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.suggesting.likely_columns import ASK
from roadmap.importing.suggesting.looks import quoted

_SIGNS = ("UID", "Level", "Parent", "Provides", "Percent complete")
"""Columns of every schedule that was read."""


def is_schedule(headed: Headed) -> bool:
    """Whether a sheet was read from a schedule."""
    return all(headed.positions(name) for name in _SIGNS)


def suggest_schedule(headed: Headed, into: Target, *, teams: CapabilityNames, names: CapabilityNames) -> Iterator[str]:
    """The lines of a mapping of a schedule. What our own export states is taken as it is; of another one it asks for
    the team, what each feature provides, and the skill behind each resource."""
    yield "from: {preset: schedule}"
    yield f"into: {into.value}"
    yield "key: UID"
    if into is Target.RELEASES:
        yield "only: {column: Level, values: milestone}"
        yield f"freeze_before_ship: {ASK}  # " + _("No column holds the freeze day. State its distance: 10 workdays.")
        yield "fields: {id: Name, ship: Finish}"
        return
    is_ours = bool(_texts(headed, "Provides", "feature"))
    yield "level: {column: Level, values: {milestone: skip}}"
    yield "parent: Parent"
    if not is_ours:
        note = _("The maturity that a feature reaches where no cell states it: preview, ga or proven.")
        yield f"maturity: {ASK}  # {note}"
    yield "fields:"
    yield "  name: Name"
    yield from (["  id: Key", "  team: Team", "  provides: Provides"] if is_ours else _asked(headed, teams, names))
    for field, column in (("variant", "Variant"), ("after", "After"), ("not_before", "Not before")):
        if _texts(headed, column, "feature"):
            yield f"  {field}: {column}"
    yield from _work(headed, is_ours=is_ours)
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


def _texts(headed: Headed, column: str, *levels: str) -> list[str]:
    """What the rows of some levels say in a column, each text once."""
    (at,), (level,) = headed.positions(column)[:1], headed.positions("Level")[:1]
    return list(dict.fromkeys(row.cells[at] for row in headed.rows if row.cells[at] and row.cells[level] in levels))


def _asked(headed: Headed, teams: CapabilityNames, names: CapabilityNames) -> Iterator[str]:
    """The team and the capabilities of each feature, which no schedule says."""
    known = list(dict.fromkeys(teams.ids.values()))
    team = known[0] if len(known) == 1 else ASK
    note = _("The teams are {names}.").format(names=enumerated(known))
    yield f"  team: {{always: {team}}}  # {note}"
    unknown = [text for text in _texts(headed, "Name", "feature") if names.find(text) is None]
    if not unknown:
        yield "  provides: Name"
        return
    yield "  provides:"
    yield "    column: Name"
    yield "    values:  # " + _("Write the ids of capabilities, each with a maturity: api: ga.")
    yield from (f"      {quoted(text)}: {ASK}" for text in unknown)


def _work(headed: Headed, *, is_ours: bool) -> Iterator[str]:
    """The fields of work items: in rows below a feature, and of features that are tasks alone in their own row."""
    lines = list(_of_item(headed, is_ours=is_ours))
    yield "items:"
    yield from (f"  {line}" for line in lines)
    if any(_alone(headed)):
        yield "work:  # " + _("The same for tasks that stand alone.")
        yield from (
            f"  {'- ' if at == 0 else '  '}{line}" for at, line in enumerate(lines) if not line.startswith("name:")
        )


def _alone(headed: Headed) -> Iterator[bool]:
    (level,), (work,), (duration,) = (headed.positions(name)[:1] for name in ("Level", "Work", "Duration"))
    yield from (row.cells[level] == "feature" and bool(row.cells[work] or row.cells[duration]) for row in headed.rows)


def _of_item(headed: Headed, *, is_ours: bool) -> Iterator[str]:
    if is_ours:
        named = (("phase", "Phase"), ("name", "Title"), ("skill", "Skill"), ("skills", "Skills"), ("effort", "Work"))
        for field, column in (*named, ("crew", "Crew"), ("wait", "Wait")):
            if _texts(headed, column, "work"):
                yield f"{field}: {column}"
        return
    yield "phase: {always: build}  # " + _("Correct it where the work is design, verify or enable.")
    yield "name: Name"
    resources = _texts(headed, "Resources", "work", "feature")
    if resources:
        values = ", ".join(f"{quoted(text)}: {ASK}" for text in resources)
        yield f"skill: {{column: Resources, values: {{{values}}}, empty: {ASK}}}  # " + _("Write the skill of each.")
    else:
        yield f"skill: {{always: {ASK}}}"
    if _texts(headed, "Work", "work", "feature"):
        yield "effort: [Work, Duration]  # " + _("Person-days; where no work is stated, the duration of one person.")
    else:
        yield "effort: Duration  # " + _("The file states no work: the duration of one person is taken.")
