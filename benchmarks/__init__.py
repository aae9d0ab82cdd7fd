"""Measurements of the planner, run by hand."""
