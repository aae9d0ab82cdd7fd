"""Telling: what came of all runs, in names, days and amounts."""

from __future__ import annotations
