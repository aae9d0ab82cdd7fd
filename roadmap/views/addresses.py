"""Where a page leads to: the addresses of deals, releases, features and the rest, on one page or in a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Addresses(Protocol):
    """Where things are told, as targets of links; empty where there is nothing to lead to."""

    def section(self, name: str) -> str:
        """A section, such as `timeline`."""
        ...

    def deal(self, key: str) -> str:
        """A deal, by its id."""
        ...

    def release(self, key: str) -> str:
        """A release, by its id."""
        ...

    def feature(self, key: str) -> str:
        """A feature, by its id."""
        ...

    def capability(self, key: str) -> str:
        """A capability, by its id."""
        ...

    def team(self, key: str) -> str:
        """A team, by its id."""
        ...

    def owner(self, key: str) -> str:
        """Somebody in sales, by name."""
        ...


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """Places on one page: deals, releases and features that stand on it have one, and so have its sections."""

    deals: frozenset[str] = frozenset()
    releases: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()

    def section(self, name: str) -> str:
        """A section of the page."""
        return f"#{name}"

    def deal(self, key: str) -> str:
        """The row of a deal."""
        return f"#deal-{key}" if key in self.deals else ""

    def release(self, key: str) -> str:
        """The part of a release."""
        return f"#release-{key}" if key in self.releases else ""

    def feature(self, key: str) -> str:
        """The row of a feature in the timeline."""
        return f"#feature-{key}" if key in self.features else ""

    def capability(self, key: str) -> str:  # noqa: ARG002 - one page has no place for a single capability
        """No place."""
        return ""

    def team(self, key: str) -> str:  # noqa: ARG002 - nor for a team
        """No place."""
        return ""

    def owner(self, key: str) -> str:  # noqa: ARG002 - nor for an owner
        """No place."""
        return ""

    def of(self, link: object) -> str:  # noqa: ARG002 - nor any page of things
        """No page."""
        return ""
