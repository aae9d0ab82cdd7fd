"""A folder to start from that is made for certain capabilities: a deal that needs them, and the work behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from requirements.catalogue import catalogue_capabilities
from requirements.gate import Gate
from requirements.language import _, enumerated
from roadmap.cli.files.catalogue_entries import entries_text
from roadmap.folder.taking import Taken

SCHEMA = "# yaml-language-server: $schema=schema/{kind}.schema.json\n"
FEWEST = 2
"""People of each team, unless a piece of work takes more at once."""
WEEKS = {Gate.EVALUATION: 20, Gate.DESIGN_IN: 36}
"""Weeks from the start to the gates of the first deal: far enough for two people a team to have a chance."""


def starting_files(names: Sequence[str], taken: Taken, *, today: date) -> dict[Path, str]:
    """The files of a folder that needs these capabilities, by name; it begins on the Monday after today."""
    start = next_monday(today)
    listed = enumerated(names)
    texts = {
        "roadmap.yaml": _header(start, listed),
        "market.yaml": _market(names, start),
        **supply_files(taken, start, horizon_of(start)),
    }
    return with_schemas(texts)


def next_monday(today: date) -> date:
    """The Monday after a day: plans that are begun on it start there."""
    return today + timedelta(days=7 - today.weekday())


def start_for(days: Sequence[date], today: date) -> date:
    """When a plan for some days, in order, starts: the Monday after today; where all are past by then, the first Monday
    of the year of the first."""
    start = next_monday(today)
    if not days or days[-1] >= start:
        return start
    return next_monday(date(days[0].year, 1, 1) - timedelta(days=1))


def supply_files(taken: Taken, start: date, horizon: date) -> dict[str, str]:
    """The work of the catalogue, its teams with a few people each, and a cadence of releases, each with its heading."""
    return {
        "catalogue.yaml": _(
            "Features that provide these capabilities: {names}. The work is typical; replace it with your own "
            "estimates."
        ).format(names=enumerated(list(taken.capabilities)))
        + "\n"
        + entries_text(replace(taken, teams={})),
        "teams.yaml": _("Teams that do the work. Replace the numbers of people with your own.")
        + "\n"
        + entries_text(Taken(teams=taken.teams), people=_people(taken)),
        "releases.yaml": _releases(start, horizon),
    }


def with_schemas(texts: dict[str, str]) -> dict[Path, str]:
    """The files by path, each with the line by which editors find its schema."""
    kinds = {name: "roadmap" if name == "roadmap.yaml" else "entities" for name in texts}
    return {Path(name): SCHEMA.format(kind=kinds[name]) + f"#\n# {text}" for name, text in texts.items()}


def _people(taken: Taken) -> dict[str, int]:
    """People by team: a few, and as many as the smallest crew of any work takes."""
    work = [item for feature in taken.features.values() for item in feature.work]
    crews = {
        team.skill: [item.lines[team.skill].fewest for item in work if team.skill in item.lines]
        for team in taken.teams.values()
    }
    return {key: max([FEWEST, *crews[team.skill]]) for key, team in taken.teams.items()}


def horizon_of(start: date) -> date:
    """The last day of a plan of a year."""
    return start + timedelta(weeks=52, days=-3)


def _header(start: date, names: str) -> str:
    heading = _("A first plan for {names}.").format(names=names)
    return (
        f"{heading}\n# {_('Every number in these files is a guess. Replace the numbers with your own.')}\n"
        f"name: First plan\nstart: {start}\nhorizon: {horizon_of(start)}\ncalendar: CN\n"
        "include: [market.yaml, catalogue.yaml, teams.yaml, releases.yaml]\n"
    )


def _market(names: Sequence[str], start: date) -> str:
    """One kind of customers and one deal, which needs each capability by the gates at which that is typical."""
    needs: dict[Gate, list[str]] = {}
    for name in names:
        typical = catalogue_capabilities()[name].typical
        for gate in WEEKS:
            if gate in typical:
                needs.setdefault(gate, []).append(f'        - "{name} : {typical[gate].value}"')
    gates = [gate for gate in Gate if gate in needs]
    days = ", ".join(f"{gate.value}: {start + timedelta(weeks=WEEKS[gate], days=-3)}" for gate in gates)
    lines = [line for gate in gates for line in (f"      {gate.value}:", *needs[gate])]
    return (
        _("Customers and deals: their needs, and the days by which they need them.") + "\n"
        "segments:\n"
        "  customers: {name: Customers, target: 3000万, win_rate: 1/2, lead_rate: 3/4}\n\n"
        "deals:\n"
        "  first-deal:\n    name: The first deal\n    customer: The first customer\n    segment: customers\n"
        f"    stage: opportunity\n    value: 1000万\n    gates: {{{days}}}\n    needs:\n" + "\n".join(lines) + "\n"
    )


def _releases(start: date, horizon: date) -> str:
    first = start + timedelta(weeks=6, days=-3)
    return (
        _("Releases follow a cadence. The planner uses only the releases that are worth their cost.") + "\n"
        "cadences:\n"
        f"  - {{prefix: R, first: {first}, last: {horizon}, weeks: 6, freeze: 10, cost: 150}}\n"
    )
