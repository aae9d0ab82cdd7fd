"""The timeline of features as a chart: its rows and bars, its scale, and where work pauses."""

from __future__ import annotations
