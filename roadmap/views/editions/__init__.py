"""Editions as people read them: one view for all audiences, built from a plan as its audience sees it."""
