"""PLAN.json: the plan as text, and back. Only what the checker accepted is written, and only that is read."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.whole_file import Missing
from roadmap.folder.seal import SealFault, digest_of, misfit, read_sealed
from roadmap.plans.document import Plan, Verdict
from roadmap.version import __version__


def sealed(plan: Plan) -> Plan:
    """A plan that the checker has just accepted, with its verdict: whoever makes or changes a plan seals it."""
    blank = plan.model_copy(update={"verdict": Verdict(product=__version__, digest="")})
    digest = digest_of(json.loads(blank.model_dump_json()))
    return blank.model_copy(update={"verdict": Verdict(product=__version__, digest=digest)})


def plan_text(plan: Plan) -> str:
    """The plan as JSON, indented by two, keys in the order of the models, ending in a newline; the same plan gives the
    same text. ValueError for a plan without a verdict."""
    if plan.verdict is None:
        raise ValueError("a plan that no checker accepted is not written")
    return plan.model_dump_json(indent=2) + "\n"


def read_plan(path: Path) -> Plan:
    """The plan in a file. InputFault with one finding when it is missing, not a plan, or not as the checker accepted
    it (`plan-changed`)."""
    try:
        return Plan.model_validate_json(read_sealed(path))
    except Missing as error:
        raise InputFault([_finding(path, SealFault("plan-unreadable", str(error)))]) from None
    except SealFault as fault:
        raise InputFault([_finding(path, fault)]) from None
    except ValidationError as error:
        raise InputFault([_finding(path, SealFault("plan-invalid", misfit(error)))]) from None


def _finding(path: Path, fault: SealFault) -> Finding:
    message = _("The plan cannot be used: {why}").format(why=fault.why)
    if fault.code == "plan-changed":
        hint = _(
        "Plan again (`roadmap plan DIR -o PLAN.json`), or restore the original file. To keep something in place, "
        "pin it in the input."
)  # fmt: skip
    else:
        hint = _("`roadmap plan DIR -o PLAN.json` writes a plan.")
    return Finding(fault.code, Place(path.name), message, hint)
