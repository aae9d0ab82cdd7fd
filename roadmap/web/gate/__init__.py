"""Which requests are let in, and what language they are answered in."""

from __future__ import annotations
