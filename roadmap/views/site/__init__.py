"""The roadmap as a site: a page for each deal, release, feature, capability, team and sales owner."""

from __future__ import annotations
