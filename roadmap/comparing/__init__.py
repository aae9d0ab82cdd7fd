"""Comparing: what is different between two plans, and why. It stands above the planner: causes are planned again."""

from __future__ import annotations

from roadmap.comparing.compared_plans import compare_plans
from roadmap.comparing.comparison import Comparison

__all__ = ["Comparison", "compare_plans"]
