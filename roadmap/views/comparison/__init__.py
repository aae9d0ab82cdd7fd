"""A comparison as people read it: a digest for each audience, each a type that cannot hold what is not for it."""

from __future__ import annotations

from roadmap.views.comparison.comparison_page import ComparisonView, Readers, build_comparison

__all__ = ["ComparisonView", "Readers", "build_comparison"]
