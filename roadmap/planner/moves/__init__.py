"""Moves to second lines, chosen before the search: what lacks people, who has some to spare, and what it pays."""

from __future__ import annotations
