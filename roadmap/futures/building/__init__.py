"""Building: from a plan and its folder to the network that is played."""

from __future__ import annotations
