"""Planning: from a project to a plan that the checker has accepted."""

from __future__ import annotations

from roadmap.planner.options import Options, Planned, Progress, Stage
from roadmap.planner.run import make_plan

__all__ = ["Options", "Planned", "Progress", "Stage", "make_plan"]
