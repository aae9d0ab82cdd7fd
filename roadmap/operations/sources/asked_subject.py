"""What was asked to be explained, found in its plan and folder; or a finding that names what is there instead."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _, enumerated, follow_on, in_clauses
from roadmap.explaining.present import Present
from roadmap.explaining.subjects import WEEK, Subject, find_subjects, ids_of, near, weeks_of
from roadmap.folder.project import Project
from roadmap.operations.folders.load import FolderSource, read_folder
from roadmap.operations.sources.plan_input import MOST, directory_of, some
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import FoundPlan, PlanSource, find_plan
from roadmap.plans.document import Plan


def plan_asked(source: PlanSource) -> FoundPlan:
    """The plan that is meant. InputFault, with the plans that are near to its path, if there is none."""
    if isinstance(source, Plan):
        return find_plan(source)
    path = Path(source)
    try:
        return find_plan(path)
    except InputFault as fault:
        plans = plans_near(path)
        if path.is_file() or not plans:
            raise
        hint = _("Did you mean {names}?").format(names=enumerated(map(str, plans)))
        raise InputFault([replace(finding, hint=hint) for finding in fault.findings]) from None


def plans_near(path: Path) -> list[Path]:
    """The plans that may have been meant by a path where none is: those in that folder, or in one with a like name."""
    if path.is_dir():
        return sorted(path.glob("plan*.json"))[:MOST]
    if path.parent.is_dir():
        names = sorted(other.name for other in path.parent.glob("*.json"))
        return [path.parent / name for name in get_close_matches(path.name, names, n=MOST, cutoff=0.5)]
    above = path.parent.parent
    names = sorted(folder.name for folder in above.iterdir() if folder.is_dir()) if above.is_dir() else []
    like = get_close_matches(path.parent.name, names, n=MOST, cutoff=0.5)
    return [above / name / path.name for name in like if (above / name / path.name).is_file()]


def subject_asked(found: FoundPlan, asked: str) -> Subject:
    """What is asked about. InputFault if the plan has nothing of that id, or more than one thing."""
    plan = found.plan
    subjects = find_subjects(plan, asked)
    if len(subjects) == 1:
        return subjects[0]
    if subjects:
        message = _("{id} is the id of several entries in this plan.").format(id=asked)
        hint = _("Use one of {names}.").format(names=enumerated(f"{one.kind}:{one.id}" for one in subjects))
    else:
        message = _("The plan has no deal, feature, release, skill or week {id}.").format(id=asked)
        hint = _hint(plan, asked)
    raise InputFault([Finding(code="not-in-plan", place=Place(found.name), message=message, hint=hint)])


def _hint(plan: Plan, asked: str) -> str:
    """What there is instead of something that is not in a plan."""
    kind, _colon, rest = asked.rpartition(":")
    others = [f"{one.kind}:{one.id}" for one in find_subjects(plan, rest)] if kind else []
    names = others or near(plan, rest)
    if names:
        return _("Did you mean {names}?").format(names=enumerated(names))
    if WEEK.fullmatch(rest) or rest[:4].isdecimal():
        first, last = weeks_of(plan)
        return _("The weeks of this plan are {first} to {last}.").format(first=first, last=last)
    known = {name: keys for name, keys in ids_of(plan).items() if keys}
    if kind in known:
        return _("The plan has {names}.").format(names=some(known[kind]))
    phrases = {
        "deal": _("deals: {names}"),
        "feature": _("features: {names}"),
        "release": _("releases: {names}"),
        "skill": _("skills: {names}"),
    }
    listed = in_clauses(phrases[name].format(names=some(keys)) for name, keys in known.items())
    return _("Ask for a week such as 2026-W20, or for one of these ids. {kinds}.").format(kinds=listed)


def present_asked(found: FoundPlan, folder: FolderSource | None, subject: Subject) -> Present:
    """The plan on its folder. InputFault if the folder is not there, or is not what the plan was made from; what was
    asked about and is gone from it is named."""
    folder = found.folder() if folder is None else folder
    directory = directory_of(folder)
    if not (directory / "roadmap.yaml").exists():
        message = _("The folder of the plan was not found: no roadmap.yaml lies beside the plan.")
        hint = _("Name the folder with --folder DIR.")
        raise InputFault([Finding("input-differs", Place(str(directory.resolve().name)), message, hint)])
    try:
        return present_on(found, folder)
    except InputFault as fault:
        gone = _gone(fault, directory, found.plan, subject)
        if gone is None:
            raise
        raise InputFault([gone]) from None


def _gone(fault: InputFault, directory: Path, plan: Plan, subject: Subject) -> Finding | None:
    """The finding about something that is in the plan and in its folder no more; None if it is there."""
    (differs,) = fault.findings[:1]
    project = read_folder(directory, as_of=plan.as_of).project
    if differs.code != "input-differs" or project is None or subject.kind == "week":
        return None
    there = _ids_in(project)[subject.kind]
    if subject.id in there:
        return None
    message = _("the plan of {day} was made from other input; the folder has no {id} now").format(
        day=plan.as_of, id=subject.id
    )
    like = get_close_matches(subject.id, there, n=3, cutoff=0.5)
    meant = _("Similar ids in the folder: {names}.").format(names=enumerated(like)) if like else ""
    return replace(differs, message=message, hint=follow_on(meant, differs.hint))


def _ids_in(project: Project) -> dict[str, list[str]]:
    engineering = project.engineering
    skills = {skill for team in engineering.teams.values() for skill in (team.skill, *team.proficiencies()) if skill}
    skills.update(skill for person in engineering.people.values() for skill in person.proficiencies())
    return {
        "deal": list(project.market.open_deals()),
        "feature": list(engineering.features),
        "release": list(engineering.releases),
        "skill": sorted(skills),
    }
