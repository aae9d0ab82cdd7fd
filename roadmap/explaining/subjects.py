"""What can be explained: a deal, a feature, a release, a skill or a week, told apart by its id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Literal

from roadmap.explaining.asking.change import Change, variant_of
from roadmap.explaining.present import Present
from roadmap.explaining.pricing import SLIPS, next_quarter, release_changes
from roadmap.plans.document import FeatureLine, Plan, UnplannedLine

Kind = Literal["deal", "feature", "release", "skill", "week"]
WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, by kind and id; a week by its Monday."""

    kind: Kind
    id: str
    monday: date | None = None


def find_subjects(plan: Plan, asked: str) -> list[Subject]:
    """Everything of the plan that has this id, or the week; usually one.

    Where nothing has, what is called so; else what provides the capability of this id or name, or the team's skill.

    A kind before a colon, such as `skill:serving`, asks for that kind only.
    """
    kind, _, rest = asked.rpartition(":")
    found = [Subject(name, key) for name, keys in ids_of(plan).items() for key in keys if key == rest]
    week = WEEK.fullmatch(rest)
    if week is not None:
        monday = _monday(int(week[1]), int(week[2]))
        if monday is not None and plan.start - timedelta(days=6) <= monday <= plan.horizon:
            found.append(Subject("week", rest, monday))
    known, behind = _called(plan, plain_name(rest)), _behind(plan, plain_name(rest))
    return _of(kind, found) or _called(plan, plain_name(asked)) or _of(kind, known) or _of(kind, behind)


def _of(kind: str, subjects: list[Subject]) -> list[Subject]:
    """Those of a kind; all of them where none is asked for."""
    return [subject for subject in subjects if kind in ("", subject.kind)]


def _features(plan: Plan) -> list[FeatureLine | UnplannedLine]:
    """The features of a plan, those that are built first."""
    return [*plan.features, *plan.unplanned]


def _called(plan: Plan, name: str) -> list[Subject]:
    """The deals and features of a plain name; where there is none, the deals of a customer of that name."""
    deals = [Subject("deal", line.id) for line in plan.deals if plain_name(line.name) == name]
    found = deals + [Subject("feature", line.id) for line in _features(plan) if plain_name(line.name) == name]
    return found or [Subject("deal", line.id) for line in plan.deals if plain_name(line.customer) == name]


def _behind(plan: Plan, name: str) -> list[Subject]:
    """The features that provide the capability of a plain id or name, and the skill of the team of one."""
    capabilities = {line.id for line in plan.capabilities if name in (plain_name(line.id), plain_name(line.name))}
    features = [line.id for line in _features(plan) if capabilities & set(line.provides)]
    known = {line.id for line in plan.skills}
    skills = [
        line.skill
        for line in plan.teams
        if name in (plain_name(line.id), plain_name(line.name)) and line.skill in known
    ]
    found = [Subject("feature", key) for key in features] + [Subject("skill", skill) for skill in skills]
    return list(dict.fromkeys(found))


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def ids_of(plan: Plan) -> dict[Kind, list[str]]:
    """All ids of a plan by kind, deals first."""
    return {
        "deal": [line.id for line in plan.deals],
        "feature": [line.id for line in plan.features] + [line.id for line in plan.unplanned],
        "release": [line.id for line in plan.releases],
        "skill": [line.id for line in plan.skills],
    }


def near(plan: Plan, asked: str) -> list[str]:
    """The ids most like what was asked for, whatever its capitals and spaces."""
    plain = {plain_name(key): key for keys in ids_of(plan).values() for key in keys}
    plain |= {plain_name(name): line.id for line in plan.deals for name in (line.customer, line.name)}
    plain |= {plain_name(line.name): line.id for line in _features(plan)}
    plain |= {plain_name(line.name): line.id for line in plan.capabilities}
    return [plain[key] for key in get_close_matches(plain_name(asked), plain, n=3, cutoff=0.5)]


def plain_name(text: str) -> str:
    """A name as it is looked up: capitals, and how its words are joined, do not matter."""
    return "-".join(text.casefold().replace("_", " ").split())


def weeks_of(plan: Plan) -> tuple[str, str]:
    """The first and the last week of a plan, written as they are asked for."""
    weeks = [day.isocalendar() for day in (plan.start, plan.horizon)]
    return f"{weeks[0].year}-W{weeks[0].week:02}", f"{weeks[1].year}-W{weeks[1].week:02}"


def priced_changes(present: Present, subject: Subject) -> list[Change]:
    """The changes that tell what a subject is worth; none for a deal, which has repairs, and for a week."""
    match subject.kind:
        case "feature" if subject.id in present.draft.placements:
            return [Change("slip", subject.id, amount=days) for days in SLIPS]
        case "feature" if any(line.id == subject.id for line in present.plan.unplanned):
            return [variant_of(present.project, subject.id)]
        case "release":
            return [change for change in release_changes(present) if change.subject == subject.id]
        case "skill":
            days = [present.plan.as_of, *next_quarter(present)]
            return [Change("person", subject.id, day=day) for day in days]
    return []
