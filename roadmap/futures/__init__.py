"""Futures: a plan played out many times, as an order of work with people and not as dates."""

from __future__ import annotations
