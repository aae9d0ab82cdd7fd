"""A folder to start from that is made from a schedule of another program: its work as features, its people, releases
at its milestones; what no schedule says is guessed, and said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from requirements.language import _
from requirements.reading.cells.needs import split_needs
from requirements.reading.reference_ids import id_of_ref
from roadmap.cli.files.starting import horizon_of, start_for, with_schemas
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.suggesting.looks import quoted

SOFTWARE = "software"
"""The team and the skill of a schedule that names none."""
LONGEST = timedelta(weeks=104, days=-3)
BEFORE_SHIP = timedelta(days=14)
FEWEST = 2


@dataclass(frozen=True, slots=True)
class ScheduleSeen:
    """What a schedule says: capabilities by id, the skill of each team, people by id, releases by id with their ship
    days, the first and the last day; and whether all of it is stated, as in our own exports."""

    capabilities: Mapping[str, str]
    teams: Mapping[str, str]
    people: Mapping[str, str]
    releases: Mapping[str, date]
    days: tuple[date, ...]
    is_ours: bool


def schedule_in(headed: Headed) -> ScheduleSeen:
    """Read what a sheet of tasks says of capabilities, teams, people and releases."""
    rows = [{name: row.cells[at] for at, name in enumerate(headed.headings)} for row in headed.rows]
    features = [row for row in rows if row["Level"] == "feature"]
    provided = [part.partition(":")[0].strip() for row in features for part in split_needs(row["Provides"])]
    names = list(dict.fromkeys(part for row in rows for part in split_needs(row["Resources"], ";")))
    is_ours = bool(provided)
    teams = _teams(rows) if is_ours else {SOFTWARE: SOFTWARE}
    days = sorted(day for row in rows for name in ("Start", "Finish") if (day := _day(row[name])) is not None)
    ships = {
        id_of_ref(row["Name"], "R"): _day(row["Finish"] or row["Start"]) for row in rows if row["Level"] == "milestone"
    }
    own = {id_of_ref(row["Name"], "c").lower(): row["Name"] for row in features}
    return ScheduleSeen(
        capabilities={key: key for key in provided} if is_ours else own,
        teams=teams,
        people={} if is_ours else {id_of_ref(name, "p"): name for name in names},
        releases={key: day for key, day in ships.items() if day is not None},
        days=tuple(days[:1] + days[-1:]),
        is_ours=is_ours,
    )


def _teams(rows: list[dict[str, str]]) -> dict[str, str]:
    """The teams of our own export, each with the skill of the first work of its features; a team for each other
    skill."""
    teams: dict[str, str] = {}
    team, skills = "", []
    for row in rows:
        if row["Level"] == "feature":
            team = row["Team"]
        stated = [row["Skill"], *(part.partition(":")[0].strip() for part in split_needs(row["Skills"]))]
        for skill in filter(None, stated):
            skills.append(skill)
            if team:
                teams.setdefault(team, skill)
    covered = set(teams.values())
    return teams | {skill: skill for skill in dict.fromkeys(skills) if skill not in covered and skill not in teams}


def files_from_schedule(seen: ScheduleSeen, *, name: str, today: date) -> dict[Path, str]:
    """The files of a folder for this schedule, by name, without the features themselves: they are imported to
    `features/NAME.csv`."""
    start = start_for(seen.days, today)
    last = seen.days[-1] if seen.days else start
    horizon = max(horizon_of(start), min(start + LONGEST, last + timedelta(weeks=4)))
    heading = _("A first plan for the work of {name}.").format(name=name)
    guess = _("The features are imported. Every other number is a guess: replace it with your own.")
    return with_schemas(
        {
            "roadmap.yaml": f"{heading}\n# {guess}\nname: {_('First plan')}\nstart: {start}\nhorizon: {horizon}\n"
            f"calendar: CN\ninclude: [market.yaml, teams.yaml, releases.yaml, features/{name}.csv]\n",
            "market.yaml": "\n".join(_market(seen)) + "\n",
            "teams.yaml": "\n".join(_supply(seen)) + "\n",
            "releases.yaml": "\n".join(_releases(seen, start, horizon)) + "\n",
        }
    )


def _market(seen: ScheduleSeen) -> Iterator[str]:
    yield _("What the work provides. Write the deals that need it below.")
    yield "segments:"
    guess = _("a guess: replace it")
    yield f"  customers: {{name: {_('Customers')}, target: 1, win_rate: 1/2, lead_rate: 3/4}}  # {guess}"
    yield "capabilities:"
    for key, name in seen.capabilities.items():
        yield f"  {key}: {{name: {quoted(name)}, kind: developer_tools}}"


def _supply(seen: ScheduleSeen) -> Iterator[str]:
    yield _("Teams that do the work. Replace the numbers of people with your own.")
    yield "teams:"
    for key, skill in seen.teams.items():
        people = 0 if seen.people else FEWEST
        yield f"  {key}: {{name: {quoted(key)}, skill: {skill}, people: {people}}}"
    if seen.people:
        yield "people:"
    for key, name in seen.people.items():
        yield f"  {key}: {{name: {quoted(name)}, team: {SOFTWARE}}}"


def _releases(seen: ScheduleSeen, start: date, horizon: date) -> Iterator[str]:
    ahead = {key: ship for key, ship in seen.releases.items() if start + BEFORE_SHIP < ship <= horizon}
    if not ahead:
        yield _("Releases follow a cadence. The planner uses only the releases that are worth their cost.")
        yield "cadences:"
        first = start + timedelta(weeks=6, days=-3)
        yield f"  - {{prefix: R, first: {first}, last: {horizon}, weeks: 6, freeze: 10, cost: 150}}"
        return
    yield _("Releases ship at the milestones of the schedule. The freeze days are guesses.")
    yield "releases:"
    for key, ship in sorted(ahead.items(), key=lambda pair: pair[1]):
        yield f"  {key}: {{freeze: {ship - BEFORE_SHIP}, ship: {ship}}}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
