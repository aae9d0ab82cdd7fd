"""Schedules of other programs as sheets: Microsoft Project's XML (MSPDI) and TaskJuggler, one row a task."""
