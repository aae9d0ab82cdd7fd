"""What has begun: the facts of the `as_of` day, running work that goes on first, and how it is finished."""

from __future__ import annotations
