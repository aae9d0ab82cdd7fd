"""The kinds that JSON files of ours name themselves, by which they are known again."""

from __future__ import annotations

from typing import Final

REPORT_KIND: Final = "roadmap-report"
CHANCES_KIND: Final = "roadmap-chances"
AGENDA_KIND: Final = "roadmap-agenda"
LEDGER_KIND: Final = "roadmap-promise"
