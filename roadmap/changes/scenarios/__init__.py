"""Scenarios: what would be different in a folder, as changes of its text, and the plans side by side."""

from __future__ import annotations
