"""Comparing: what is different between two plans, and why. It stands above the planner: causes are planned again."""

from __future__ import annotations

from roadmap.comparing.changes import Comparison
from roadmap.comparing.plans import compare_plans

__all__ = ["Comparison", "compare_plans"]
