"""Views as plain values, for the process that renders templates of the user's own: nothing but texts, numbers, lists
and names comes through, so that a template finds nothing else to reach for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import SimpleNamespace
from typing import Any, Final

from roadmap.views.addresses import PageAddresses
from roadmap.views.site.parts import Thing
from roadmap.views.site.site_addresses import SiteAddresses

PAIRS: Final = "$pairs"
ON_PAGE: Final = "$on_page"
IN_SITE: Final = "$in_site"
"""Names by which what is no list and no view is known again on the other side."""


def plain(value: Any) -> Any:
    """A view, a part of one, or what stands in one, as JSON can hold it: fields and properties by name."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else _named(value)


def _named(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {PAIRS: [[plain(key), plain(item)] for key, item in value.items()]}
    if isinstance(value, PageAddresses):
        return {ON_PAGE: [sorted(value.deals), sorted(value.releases), sorted(value.features)]}
    if isinstance(value, SiteAddresses):
        return {IN_SITE: [plain(value.names), value.root]}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(type(value).__name__)


def _names(kind: type) -> list[str]:
    """The fields of a class, and its properties."""
    told = [field.name for field in fields(kind)]
    return told + [name for name, part in vars(kind).items() if isinstance(part, property)]


def restored(found: dict[str, Any]) -> Any:
    """What `plain` made, on the other side: names become attributes."""
    if PAIRS in found:
        return dict(found[PAIRS])
    if ON_PAGE in found:
        return PageAddresses(*map(frozenset, found[ON_PAGE]))
    if IN_SITE in found:
        names, root = found[IN_SITE]
        return SiteAddresses({Thing(thing): known for thing, known in names.items()}, root)
    return SimpleNamespace(**found)
