"""Versions in the field: which release a customer takes, how long one is supported, how many may be in use at once."""

from __future__ import annotations

from requirements.fields import Count, Word
from requirements.model import Model


class Take(Word):
    """Which release a customer takes into use when it moves: the one it was promised, or the newest it can have."""

    PROMISED = "promised"
    NEWEST = "newest"


class VersionPolicy(Model):
    """How many releases the company wants to look after in the field, and for how long."""

    take: Take = Take.PROMISED
    """promised: a customer takes the release its gate needs; newest: the latest that it can use on that day, since
    every release holds what the earlier ones held."""
    support_months: Count | None = None
    """A release is supported for so many months after its ship day. If omitted, until its last customer runs a later
    one."""
    most: Count | None = None
    """At most so many versions are to be in the field at once. If omitted, nothing is checked."""
