"""The marks by which a file that was exported is known again: a line in texts, a column in tables."""

from __future__ import annotations

from typing import Final

EXPORTED: Final = "Exported by designin-roadmap"
KEY_COLUMN: Final = "Roadmap Key"
"""What the plan calls a row, in every table that is exported and in no other."""
