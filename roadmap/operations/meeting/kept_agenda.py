"""An agenda that was kept beside its plan, such as one that was ranked overnight: the workbench shows it at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from roadmap.operations.beside.messages import ToldAgenda
from roadmap.operations.sources.stored_plans import plan_file_of
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.plans.document import Plan
from roadmap.plans.mark import AGENDA_KIND

SUFFIX = ".agenda.json"
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptAgenda:
    """What was ranked, and the digest of the plan that it is about."""

    told: ToldAgenda
    plan: str
    kind: Literal["roadmap-agenda"] = AGENDA_KIND


_KEPT = TypeAdapter(KeptAgenda)


def agenda_file(plan: Path) -> Path:
    """Where the agenda of a plan lies: `plan.agenda.json` beside `plan.json`."""
    return plan.with_name(plan.stem + SUFFIX)


def keep_agenda(told: ToldAgenda, plan: Plan, file: Path | str) -> Path:
    """Keep an agenda beside the file of its plan; returns its own file. RoadmapError where something else lies
    there."""
    target = agenda_file(plan_file_of(file))
    digest = "" if plan.verdict is None else plan.verdict.digest
    write_whole(target, _KEPT.dump_json(KeptAgenda(told, digest), indent=2) + b"\n", kind=FileKind.AGENDA)
    return target


def read_kept_agenda(file: Path, plan: Plan) -> ToldAgenda | None:
    """The agenda in a file; None where there is none, or it is about another plan."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        kept = _KEPT.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
    return kept.told if plan.verdict is not None and kept.plan == plan.verdict.digest else None
