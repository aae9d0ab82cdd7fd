"""Versions in the field: which release a customer takes, how long one is supported, how many may be in use at once."""

from __future__ import annotations

from requirements.fields import Count, Word
from requirements.model import Model


class Take(Word):
    """Which release a customer takes into use when it moves: the one it was promised, or the newest it can have."""

    PROMISED = "promised"
    NEWEST = "newest"


class VersionPolicy(Model):
    """The number of releases that the company supports in the field, and for how long."""

    take: Take = Take.PROMISED
    """promised: a customer takes the release that its gate needs; newest: a customer takes the newest release
    available on that day, because every release contains all earlier ones."""
    support_months: Count | None = None
    """The number of months for which a release is supported after its ship day. If omitted, it is supported until
    its last customer runs a later release."""
    most: Count | None = None
    """The largest number of versions that should be in the field at the same time. If omitted, nothing is checked."""
