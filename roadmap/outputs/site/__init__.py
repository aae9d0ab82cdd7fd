"""The site as files: pages, their twins for programs, one style sheet and one script."""

from __future__ import annotations
