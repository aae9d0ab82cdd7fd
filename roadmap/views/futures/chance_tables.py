"""Tables of chances: what each release holds and where its cut line lies, what is worth knowing better, and load."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _
from roadmap.futures.chances import Chances, FeatureChance, LoadChance, Removal
from roadmap.plans.document import Plan
from roadmap.views.formats import figure, long_day, month, short_day
from roadmap.views.futures.chance_words import in_twenty
from roadmap.views.lookup import Lookup


@dataclass(frozen=True, slots=True)
class HeldFeature:
    """A feature that a release is to hold: how often it does, as words and in thousandths, and by when it is
    verified in 10, 16 and 18 of 20 futures."""

    feature: str
    chance: str
    share: int
    verified: str
    above: bool
    """Whether it stands above the cut line."""
    first_below: bool
    """Whether the cut line lies right before it."""


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    """A release and what it is to hold, the surest first."""

    name: str
    days: str
    whole: str
    rows: tuple[HeldFeature, ...]


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """One uncertainty, and what would be gained without it; shares in thousandths of the largest."""

    what: str
    days: str
    days_share: int
    money: str
    money_share: int


@dataclass(frozen=True, slots=True)
class LoadChanceCell:
    """The people of a skill at work in a month: in half of the futures at most, and in nine of ten."""

    half: str
    most: str
    tone: str
    """How full they are: h1 to h5."""


@dataclass(frozen=True, slots=True)
class SkillLoad:
    """One skill."""

    skill: str
    cells: tuple[LoadChanceCell, ...]


def release_tables(plan: Plan, chances: Chances, lookup: Lookup) -> tuple[ReleaseTable, ...]:
    """The releases that are to hold anything, in the order of the plan."""
    features = {line.id: line for line in chances.features}
    known = {line.id: line for line in chances.releases}
    return tuple(
        ReleaseTable(
            name=release.id,
            days=_("freezes {freeze}, ships {ship}").format(
                freeze=short_day(release.freeze), ship=long_day(release.ship)
            ),
            whole=_("All of it comes in {share} futures.").format(share=in_twenty(known[release.id].whole)),
            rows=tuple(
                _content(features[key], number, known[release.id].above, lookup)
                for number, key in enumerate(known[release.id].contents)
            ),
        )
        for release in plan.releases
        if release.id in known
    )


def _content(feature: FeatureChance, number: int, above: int, lookup: Lookup) -> HeldFeature:
    days = (feature.verified.p50, feature.verified.p80, feature.verified.p90)
    return HeldFeature(
        feature=lookup.features[feature.id].name if feature.id in lookup.features else feature.id,
        chance=in_twenty(feature.chance),
        share=round(1000 * feature.chance),
        verified=" · ".join(_("after the plan") if day is None else short_day(day) for day in days),
        above=number < above,
        first_below=number == above,
    )


def removal_rows(chances: Chances, lookup: Lookup) -> tuple[RemovalRow, ...]:
    """What would be gained if one uncertainty were gone, the most money first."""
    days = max((one.days for one in chances.removals), default=0) or 1
    amount = max((one.money for one in chances.removals), default=0) or 1
    return tuple(
        RemovalRow(
            what=removal_text(one, lookup),
            days=_("{days} d").format(days=f"{max(0.0, one.days):.1f}"),
            days_share=max(0, round(1000 * one.days / days)),
            money=figure(max(0, one.money)),
            money_share=max(0, round(1000 * one.money / amount)),
        )
        for one in chances.removals
    )


def removal_text(one: Removal, lookup: Lookup) -> str:
    """What an uncertainty is called."""
    if one.kind == "illness":
        return _("People fall ill")
    if one.kind == "gates":
        return _("Customers move their gates")
    if one.kind == "skill":
        return _("Estimates of {skill}").format(skill=one.id)
    name = lookup.features[one.id].name if one.id in lookup.features else one.id
    return _("Estimates of the feature {feature}").format(feature=name)


def load_rows(chances: Chances) -> tuple[tuple[str, ...], tuple[SkillLoad, ...]]:
    """The months, and the load of each skill in them."""
    months = list(dict.fromkeys(line.month for line in chances.load))
    by_skill: dict[str, dict[object, LoadChance]] = {}
    for line in chances.load:
        by_skill.setdefault(line.skill, {})[line.month] = line
    rows = [SkillLoad(skill, tuple(_cell(cells[day]) for day in months)) for skill, cells in by_skill.items()]
    return tuple(month(day) for day in months), tuple(rows)


def _cell(line: LoadChance) -> LoadChanceCell:
    full = line.p90 / line.there if line.there else float(line.p90 > 0)
    tone = f"h{min(5, 1 + int(5 * full - 1e-9))}" if full else ""
    return LoadChanceCell(half=f"{line.p50:.1f}", most=f"{line.p90:.1f} / {line.there:.1f}", tone=tone)
