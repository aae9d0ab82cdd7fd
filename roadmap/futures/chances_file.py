"""The file of chances: beside the plan that was played, and read with it only while it is about that plan."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.whole_file import Missing, Unreadable, read_whole
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.plans.mark import CHANCES_KIND

SUFFIX = ".chances.json"
LARGEST = 256 * 1024 * 1024


def chances_file(plan_file: Path) -> Path:
    """Where the chances of a plan lie: `plan.chances.json` beside `plan.json`."""
    return plan_file.with_name(plan_file.stem + SUFFIX)


def chances_text(chances: Chances) -> str:
    """The chances as JSON, indented by two, ending in a newline; the same chances give the same text."""
    return chances.model_dump_json(indent=2) + "\n"


def read_chances(path: Path) -> Chances | None:
    """The chances in a file; None where there is no file. InputFault if it holds none."""
    try:
        content = read_whole(path, largest=LARGEST)
    except Missing:
        return None
    except Unreadable as error:
        raise InputFault([_finding(path, str(error))]) from None
    try:
        document = json.loads(content)
        if not isinstance(document, dict) or document.get("kind") != CHANCES_KIND:
            raise InputFault([_finding(path, _("it holds no chances"))])
        return Chances.model_validate_json(content)
    except (ValueError, RecursionError, ValidationError):
        raise InputFault([_finding(path, _("it is not as `roadmap simulate` wrote it"))]) from None


def _finding(path: Path, why: str) -> Finding:
    message = _("the chances cannot be used: {why}").format(why=why)
    return Finding("chances-invalid", Place(path.name), message, _("`roadmap simulate PLAN.json` writes them again."))


def are_of(chances: Chances, plan: Plan) -> bool:
    """Whether chances are those of a plan, and not of another or of an earlier state of it."""
    return plan.verdict is not None and chances.plan == plan.verdict.digest
