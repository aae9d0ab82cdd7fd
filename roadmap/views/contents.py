"""What each release holds, what is not built, and who does which work."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.plan.document import FeatureLine, Plan, ReleaseLine, WorkLine
from roadmap.schedule import Status
from roadmap.views.formats import figure, long_day, short_day, working_days
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge, phase_word, reason_sentence, variant_word, work_badge


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One feature that lands in a release."""

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
    """One release that is cut."""

    id: str
    freeze: str
    ship: str
    cost: str
    remarks: tuple[str, ...]
    rows: tuple[ContentRow, ...]
    needed_by: str
    """How many deals need something that lands in it."""
    deals: tuple[DealLink, ...]


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
    """Releases, the ids of those that are not cut, the features that are not built, work, hand-overs and pins."""

    releases: tuple[ReleaseCard, ...]
    not_cut: str
    unplanned: tuple[UnplannedRow, ...]
    work: tuple[WorkRow, ...]
    items: str
    """How many work items there are."""
    hand_overs: tuple[str, ...]
    pins: tuple[str, ...]


def build_contents(plan: Plan, lookup: Lookup) -> ContentsView:
    """List what lands where, and what does not."""
    proved = plan.proof.status is Status.OPTIMAL
    return ContentsView(
        releases=tuple(_card(line, plan, lookup) for line in plan.releases if line.cut),
        not_cut=", ".join(line.id for line in plan.releases if not line.cut),
        unplanned=tuple(
            UnplannedRow(
                line.name,
                lookup.team(line.team),
                lookup.provides(line.provides),
                reason_sentence(line.reason, proved=proved),
            )
            for line in plan.unplanned
        ),
        items=str(sum(len(feature.work) for feature in plan.features)),
        work=tuple(row for feature in plan.features for row in _work(feature)),
        hand_overs=_hand_overs(plan, lookup),
        pins=tuple(f"{pin.text} ({pin.reason})" if pin.reason else pin.text for pin in plan.pins),
    )


def _card(release: ReleaseLine, plan: Plan, lookup: Lookup) -> ReleaseCard:
    features = [lookup.features[key] for key in release.features if key in lookup.features]
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
        needed_by=ngettext("Needed by {n} deal", "Needed by {n} deals", len(release.deals)).format(
            n=len(release.deals)
        ),
        deals=tuple(DealLink(deal.id, deal.customer) for deal in plan.deals if deal.id in release.deals),
    )


def _row(feature: FeatureLine, lookup: Lookup) -> ContentRow:
    return ContentRow(
        name=feature.name,
        remark=variant_word(feature.variant),
        team=lookup.team(feature.team),
        provides=lookup.provides(feature.provides),
        verified=short_day(feature.verified),
        slack=working_days(feature.slack),
        deals=str(len(feature.deals)),
    )


def _work(feature: FeatureLine) -> list[WorkRow]:
    return [_item(feature, item, first=item is feature.work[0]) for item in feature.work]


def _item(feature: FeatureLine, item: WorkLine, *, first: bool) -> WorkRow:
    return WorkRow(
        feature=feature.name if first else "",
        span=str(len(feature.work)),
        phase=item.name or phase_word(item.phase),
        skill=item.skill,
        crew=str(item.crew),
        effort=str(item.effort),
        first=short_day(item.first),
        last=short_day(item.last),
        badge=work_badge(item.status),
        people=", ".join(item.people) or "–",
    )


def _hand_overs(plan: Plan, lookup: Lookup) -> tuple[str, ...]:
    text = _("{day}, {feature} ({phase}): {leaves} to {joins}")
    return tuple(
        text.format(
            day=short_day(line.day),
            feature=lookup.features[line.feature].name if line.feature in lookup.features else line.feature,
            phase=phase_word(line.phase),
            leaves=", ".join(line.leaves) or "–",
            joins=", ".join(line.joins) or "–",
        )
        for line in plan.hand_overs
    )
