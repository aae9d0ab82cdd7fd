"""The kinds that plans and reports name themselves, by which they are known again."""

from __future__ import annotations

from typing import Final

PLAN_KIND: Final = "roadmap-plan"
REPORT_KIND: Final = "roadmap-report"
