"""Tracking: what was planned, what was done, and what that says about estimates and rates."""

from __future__ import annotations

from roadmap.tracking.learned import Learned, learn
from roadmap.tracking.quarter import Tracked, track_work

__all__ = ["Learned", "Tracked", "learn", "track_work"]
