"""What each release holds, what is not built, and who does which work."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from requirements.amounts.halves import number_of
from requirements.language import _, bracketed, enumerated, follow_on, in_clauses, labelled, ngettext
from roadmap.plans.document import FeatureLine, Plan, ReleaseLine
from roadmap.plans.engineering.work import WorkLine
from roadmap.views.chart.pauses import pause_words
from roadmap.views.formats import figure, long_day, short_day, short_table_day, working_days
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.waits import going_on, late_words, skill_words
from roadmap.views.words import Badge, feature_remark, phase_word, shown_of, work_badge

MOST_ITEMS, MOST_UNPLANNED, MOST_LINKS = 250, 150, 100
"""Work items, features that are not built, and deals of a release that are listed; of more the first."""


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One feature that lands in a release."""

    id: str
    name: str
    remark: str
    team: str
    provides: str
    verified: str
    slack: str
    deals: str


@dataclass(frozen=True, slots=True)
class DealLink:
    """A deal by its customer."""

    id: str
    customer: str


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """One release that is used."""

    id: str
    freeze: str
    ship: str
    cost: str
    remarks: tuple[str, ...]
    rows: tuple[ContentRow, ...]
    needed_by: str
    """How many deals need something that lands in it."""
    deals: tuple[DealLink, ...]
    to_come: str
    """How many placeholders need it besides; empty if none does."""


@dataclass(frozen=True, slots=True)
class UnplannedRow:
    """A feature that is not built, and why."""

    name: str
    team: str
    provides: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One work item; `feature` is empty but for the first of a feature."""

    feature: str
    span: str
    """How many rows the feature's name stands beside."""
    phase: str
    skill: str
    crew: str
    effort: str
    first: str
    last: str
    badge: Badge
    people: str


@dataclass(frozen=True, slots=True)
class ContentsView:
    """Releases, the ids of those that are not used, the features that are not built, work, hand-overs and pins."""

    releases: tuple[ReleaseCard, ...]
    unused: str
    unplanned: tuple[UnplannedRow, ...]
    work: tuple[WorkRow, ...]
    items: str
    """How many work items there are."""
    hand_overs: tuple[str, ...]
    pins: tuple[str, ...]
    count: str = "0"
    """How many features are not built."""
    void: tuple[str, ...] = ()
    """Pins that cannot hold, each with the reason."""


def build_contents(plan: Plan, lookup: Lookup) -> ContentsView:
    """List what lands where, and what does not."""
    return ContentsView(
        releases=tuple(_card(line, plan, lookup) for line in plan.releases if line.used),
        unused=enumerated(line.id for line in plan.releases if not line.used),
        unplanned=tuple(
            UnplannedRow(
                line.name,
                lookup.team(line.team),
                lookup.provides(line.provides),
                follow_on(sentence(cause_text(line.cause, lookup)), going_on(line.goes_on)),
            )
            for line in plan.unplanned[:MOST_UNPLANNED]
        ),
        items=shown_of(sum(len(feature.work) for feature in plan.features), MOST_ITEMS),
        work=tuple(islice((row for feature in plan.features for row in _work(feature)), MOST_ITEMS)),
        count=shown_of(len(plan.unplanned), MOST_UNPLANNED),
        hand_overs=_hand_overs(plan, lookup),
        pins=tuple(bracketed(pin.text, pin.reason or "") for pin in plan.pins if pin.cause is None),
        void=tuple(labelled(pin.text, cause_text(pin.cause, lookup)) for pin in plan.pins if pin.cause),
    )


def _card(release: ReleaseLine, plan: Plan, lookup: Lookup) -> ReleaseCard:
    features = [lookup.features[key] for key in release.features if key in lookup.features]
    links = tuple(DealLink(deal.id, deal.customer) for deal in in_hand(plan) if deal.id in release.deals)
    remarks = {_("past"): release.past, _("fixed"): release.fixed}
    return ReleaseCard(
        id=release.id,
        freeze=long_day(release.freeze),
        ship=long_day(release.ship),
        cost=figure(release.cost),
        remarks=tuple(word for word, holds in remarks.items() if holds),
        rows=tuple(
            _row(line, lookup) for line in sorted(features, key=lambda line: (line.team, line.verified, line.id))
        ),
        needed_by=ngettext("{n} deal needs this release", "{n} deals need this release", len(links)).format(
            n=len(links)
        ),
        deals=links[:MOST_LINKS],
        to_come=_to_come(len(release.deals) - len(links)),
    )


def _to_come(placeholders: int) -> str:
    if not placeholders:
        return ""
    text = ngettext(
        "◌ {n} placeholder (a deal still to be found) also needs this release.",
        "◌ {n} placeholders (deals still to be found) also need this release.",
        placeholders,
    )
    return text.format(n=placeholders)


def _count(deals: list[str], lookup: Lookup) -> str:
    """How many deals in hand count on a feature, and how many placeholders besides: 5 + 12 ◌."""
    placeholders = sum(lookup.deals[key].placeholder for key in deals if key in lookup.deals)
    known = len(deals) - placeholders
    return f"{known} + {placeholders} ◌" if placeholders else str(known)


def _row(feature: FeatureLine, lookup: Lookup) -> ContentRow:
    return ContentRow(
        id=feature.id,
        name=feature.name,
        remark=feature_remark(feature),
        team=lookup.team(feature.team),
        provides=lookup.provides(feature.provides),
        verified=short_table_day(feature.verified),
        slack=working_days(feature.slack),
        deals=_count(feature.deals, lookup),
    )


def _work(feature: FeatureLine) -> list[WorkRow]:
    return [_item(feature, item, first=item is feature.work[0]) for item in feature.work]


def _item(feature: FeatureLine, item: WorkLine, *, first: bool) -> WorkRow:
    return WorkRow(
        feature=feature.name if first else "",
        span=str(len(feature.work)),
        phase=item.name or phase_word(item.phase),
        skill=skill_words(item),
        crew="–" if item.wait else str(item.crew),
        effort="–" if item.wait else str(number_of(item.effort)),
        first=short_table_day(item.first),
        last=short_table_day(item.last),
        badge=work_badge(item.status),
        people=in_clauses([enumerated(item.people) or "–", pause_words(item.pauses), late_words(item)]),
    )


def _hand_overs(plan: Plan, lookup: Lookup) -> tuple[str, ...]:
    text = _("{day}, {feature} ({phase}): {leaves} to {joins}")
    return tuple(
        text.format(
            day=short_day(line.day),
            feature=lookup.features[line.feature].name if line.feature in lookup.features else line.feature,
            phase=phase_word(line.phase),
            leaves=enumerated(line.leaves) or "–",
            joins=enumerated(line.joins) or "–",
        )
        for line in plan.hand_overs
    )
