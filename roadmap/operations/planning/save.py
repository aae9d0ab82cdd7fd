"""Saving a plan to a file."""

from __future__ import annotations

from pathlib import Path

from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, refuse_foreign
from roadmap.outputs.writing.locks import sole_writer
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import plan_text


def save(plan: Plan, file: Path | str, *, wait: float = 0.0) -> Path:
    """Write a plan whole to a file, over nothing but an older plan; returns the file.

    Waits `wait` seconds for whoever is writing it. RoadmapError where something else lies there, or the folder cannot
    be written; ValueError for a plan that no checker accepted.
    """
    target = Path(file)
    text = plan_text(plan)
    refuse_foreign(target, FileKind.PLAN)
    with sole_writer(target, wait=wait):
        write_whole(target, text, kind=FileKind.PLAN)
    return target
