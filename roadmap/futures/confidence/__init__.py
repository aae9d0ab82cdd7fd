"""Confidence: plans in which deals reach a wanted chance where that pays."""

from __future__ import annotations
