"""Quotes: can one more deal be promised, by when, and what does it cost to take it as it is wished?"""

from __future__ import annotations
