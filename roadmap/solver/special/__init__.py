"""Special courses: problems of a single slot, and problems that ask for one thing as early as possible."""

from __future__ import annotations
