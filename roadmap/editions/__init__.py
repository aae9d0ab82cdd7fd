"""Editions: what each audience may see of a plan. Pages for an audience are built from `Seen`, never from the plan."""
