"""Naming: which people do which work item, and which seats of a crew pause, with few hand-overs."""

from __future__ import annotations
