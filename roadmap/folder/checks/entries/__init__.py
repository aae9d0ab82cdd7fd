"""Checks of entries against each other. They need no dates, so they run whatever is wrong with the days."""
