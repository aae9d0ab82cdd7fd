"""Questions about a plan that take long, answered by a process beside: the agenda of a meeting, and trades."""

from __future__ import annotations
