"""Checks of entries over the days of the plan."""
