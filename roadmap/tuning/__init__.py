"""Tuned constants: every share, patience and step count that was chosen by measuring, in one place.

A field is named after the part that uses it. Its text says the unit and the effect. Values were chosen by the ablation
`python -m benchmarks.without` (parts, and fields by name) and by the runs in `docs/measurements.md` and
`docs/engine.md`. Numbers that machine code needs stay in `solver/local/compiled`, as a part of that code.

One module holds the fields of one part of the product; `Tuning` is all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.tuning.of_bounds import BoundTuning
from roadmap.tuning.of_first_plans import FirstPlanTuning
from roadmap.tuning.of_futures import FutureTuning
from roadmap.tuning.of_models import ModelTuning
from roadmap.tuning.of_planning import PlanningTuning
from roadmap.tuning.of_processes import ProcessTuning
from roadmap.tuning.of_questions import QuestionTuning
from roadmap.tuning.of_ruin import RuinTuning
from roadmap.tuning.of_special import SpecialTuning


@dataclass(frozen=True)
class Tuning(
    FirstPlanTuning,
    ModelTuning,
    RuinTuning,
    BoundTuning,
    SpecialTuning,
    ProcessTuning,
    QuestionTuning,
    PlanningTuning,
    FutureTuning,
):
    """Shares are of the time or value named, seconds are of wall time, units are the deterministic ones of CP-SAT."""


TUNING = Tuning()
"""The values in force, for the whole process."""
