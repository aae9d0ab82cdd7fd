"""By what things are found in the site of an edition: those of owner, segment, status, team, quarter and fields of the
company's own that its audience sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from requirements.language import _
from roadmap.plans.deals import DealStatus
from roadmap.views.editions.site.edition_register import EditionRegister
from roadmap.views.own_fields import marked_fields
from roadmap.views.quarterly.quarter import quarter_of
from roadmap.views.site.deal_rows import own_choices
from roadmap.views.site.parts import FilterChoice, SiteFilter, Thing, ThingLink
from roadmap.views.words import deal_badge


@dataclass(frozen=True, slots=True)
class EditionMarks:
    """The filters, and the marks by which each thing is found; no name of the plan appears in a mark."""

    filters: tuple[SiteFilter, ...]
    of: Mapping[ThingLink, str]


NOTHING_MARKED = EditionMarks((), {})


def edition_marks(register: EditionRegister) -> EditionMarks:
    """The marks of deals, features, teams and owners."""
    owners = {name: f"o{at}" for at, name in enumerate(register.names[Thing.OWNER])}
    segments = {key: f"s{at}" for at, key in enumerate(register.segments)}
    teams = {line.id: f"m{at}" for at, line in enumerate(register.teams)}
    builders: dict[str, set[str]] = {}
    for line in register.features:
        for deal in line.deals:
            builders.setdefault(deal, set()).add(teams.get(line.team, ""))
    own = marked_fields(deal.fields for deal in register.deals) if register.tells("DealLine.fields") else {}
    told: tuple[tuple[str, Callable[[Any], Iterable[str]]], ...] = (
        ("DealLine.owner", lambda deal: [owners.get(deal.owner, "")]),
        ("DealLine.segment", lambda deal: [segments.get(deal.segment, "")]),
        ("DealLine.status", lambda deal: [f"t-{deal.status.value}"]),
        ("GateLine.day", lambda deal: sorted({f"q{quarter_of(line.day)}" for line in deal.gates})),
        ("FeatureLine.deals", lambda deal: sorted(builders.get(deal.id, ()))),
        ("DealLine.fields", lambda deal: [of.get(deal.fields.get(name, ""), "") for name, of in own.items()]),
    )
    known = [marks for field, marks in told if register.tells(field)]
    found = {
        ThingLink(Thing.DEAL, deal.id): " ".join(filter(None, (mark for marks in known for mark in marks(deal))))
        for deal in register.deals
    }
    found |= {ThingLink(Thing.FEATURE, line.id): teams.get(line.team, "") for line in register.features}
    found |= {ThingLink(Thing.TEAM, key): mark for key, mark in teams.items()}
    found |= {ThingLink(Thing.OWNER, name): mark for name, mark in owners.items()}
    return EditionMarks((*_filters(register, found, owners, segments, teams), *_own_filters(own)), found)


def _own_filters(own: Mapping[str, Mapping[str, str]]) -> Iterator[SiteFilter]:
    for key, name, choices in own_choices(own):
        yield SiteFilter(key, name, tuple(FilterChoice(mark, value) for mark, value in choices))


def _filters(
    register: EditionRegister, found: Mapping[ThingLink, str], *marks: Mapping[str, str]
) -> tuple[SiteFilter, ...]:
    """The lists from which readers choose; those with a choice to make."""
    owners, segments, teams = marks
    used = {mark for each in found.values() for mark in each.split()}
    statuses = [(f"t-{status.value}", deal_badge(status).word) for status in DealStatus]
    quarters = [(mark, mark[1:]) for mark in sorted(used) if mark.startswith("q")]
    lists = (
        ("owner", _("Owner"), [(mark, name) for name, mark in owners.items()]),
        ("segment", _("Segment"), [(mark, register.segments[key]) for key, mark in segments.items()]),
        ("status", _("Status"), statuses),
        ("team", _("Team"), [(mark, register.names[Thing.TEAM][key]) for key, mark in teams.items()]),
        ("quarter", _("Quarter of a gate"), quarters),
    )
    told = [(key, name, [one for one in choices if one[0] in used]) for key, name, choices in lists]
    return tuple(
        SiteFilter(key, name, tuple(FilterChoice(mark, word) for mark, word in choices))
        for key, name, choices in told
        if len(choices) > 1
    )
