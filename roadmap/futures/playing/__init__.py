"""Playing: what chance decides, and what becomes of the work, the trains and the deals then."""

from __future__ import annotations
