"""The kind that a report of ours names itself, by which it is known again."""

from __future__ import annotations

from typing import Final

REPORT_KIND: Final = "roadmap-report"
