"""The planning meeting: changes that are tried together, and what a warm planning session answers to them."""

from __future__ import annotations
