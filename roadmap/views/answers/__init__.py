"""Answers to questions about a plan, in sentences and tables: explanations, prices, quotes and what-ifs."""

from __future__ import annotations
