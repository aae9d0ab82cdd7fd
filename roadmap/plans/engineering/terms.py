"""What an import needs to make features and work items again from an exported schedule: ids and words of files."""

from __future__ import annotations

from collections.abc import Collection

from roadmap.plans.document import FeatureLine
from roadmap.plans.engineering.waiting_for import AfterLine
from roadmap.plans.engineering.work import WorkLine
from roadmap.supply.dependency import WaitFor
from roadmap.supply.feature import Variant

FIELDS = (
    *("Roadmap Key", "Roadmap Team", "Roadmap Provides", "Roadmap After", "Roadmap Variant", "Roadmap Phase"),
    *("Roadmap Skill", "Roadmap Skills", "Roadmap Effort", "Roadmap Crew", "Roadmap Wait", "Roadmap Ref"),
    "Roadmap Name",
)
"""The fields that hold them, which `roadmap import` knows by these names."""


def feature_terms(line: FeatureLine, built: Collection[str]) -> dict[str, str]:
    """What is said of a feature; it waits for those alone that are `built`."""
    told = {
        "Roadmap Key": line.id,
        "Roadmap Team": line.team,
        "Roadmap Provides": "; ".join(": ".join((key, level.value)) for key, level in line.provides.items()),
        "Roadmap After": "; ".join(_wait(wait) for wait in line.after if wait.feature in built),
        "Roadmap Variant": "" if line.variant is Variant.BUILD else line.variant.value,
        "Roadmap Ref": line.ref or "",
    }
    return {name: text for name, text in told.items() if text}


def _wait(wait: AfterLine) -> str:
    kind = "" if wait.wait_for is WaitFor.FINISH else f": {wait.wait_for.value}"
    return f"{wait.feature}{kind}" + (f" + {wait.lag}" if wait.lag else "")


def item_terms(key: str, work: WorkLine) -> dict[str, str]:
    """What is said of a work item."""
    waits = "" if work.wait is None else f"{work.wait.days}{' calendar days' if work.wait.calendar else ''}"
    several = len(work.skills) > 1
    told = {
        "Roadmap Key": key,
        "Roadmap Phase": work.phase.value,
        "Roadmap Skill": "" if several or work.wait is not None else work.skill,
        "Roadmap Skills": "; ".join(": ".join((skill, str(people))) for skill, people in work.skills.items())
        if several
        else "",
        "Roadmap Effort": "" if work.wait is not None else f"{float(work.effort):g}",
        "Roadmap Crew": "" if several or work.wait is not None or work.crew <= 1 else str(work.crew),
        "Roadmap Wait": waits,
        "Roadmap Ref": work.ref or "",
        "Roadmap Name": work.name or "",
    }
    return {name: text for name, text in told.items() if text}
