"""Local search: ruin and recreate around the best plan, in two ways that race.

`compiled/` holds the same search as machine code.
"""

from __future__ import annotations
