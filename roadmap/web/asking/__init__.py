"""What takes long and is answered by a process beside: the agenda of a meeting, and trades for deals given up."""

from __future__ import annotations
