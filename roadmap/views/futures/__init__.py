"""How sure: the chances of a plan as people read them, as numbers of futures and pictures with their tables."""

from __future__ import annotations
