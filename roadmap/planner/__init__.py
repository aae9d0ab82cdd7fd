"""Planning: from a project to a plan that the checker has accepted."""

from __future__ import annotations

from roadmap.planner.options import Options, Planned, PlanningStage, ProcessorTime, Progress
from roadmap.planner.run import make_plan

__all__ = ["Options", "Planned", "PlanningStage", "ProcessorTime", "Progress", "make_plan"]
