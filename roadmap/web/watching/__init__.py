"""What lies in the folder now, and who is told when that changes."""

from __future__ import annotations
