"""One quarter as people read it: what it commits to, and what was planned, done, moved and learned."""

from __future__ import annotations
