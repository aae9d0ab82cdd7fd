"""Target models: what the agreed list gets of the people who adapt models, and what is built beside it."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, enumerated, follow_on, ngettext
from roadmap.plans.document import Plan
from roadmap.plans.engineering.models import (
    AdHocLine,
    ModelQuarter,
    ModelState,
    ShareStatus,
    TargetModelLine,
    TargetModelsPart,
)
from roadmap.views.formats import figure, money, percent, short_table_day
from roadmap.views.lookup import Lookup
from roadmap.views.quarterly.quarter import quarter_of
from roadmap.views.roadmap.head.headline import Slice
from roadmap.views.words import Badge


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """Person-days of one quarter; `share` is what the list gets of those on hand."""

    name: str
    on_hand: str
    listed: str
    share: str
    wanted: str
    ad_hoc: str
    other: str
    reserved: str
    free: str
    badge: Badge
    bar: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One agreed model."""

    name: str
    badge: Badge
    release: str
    features: str
    person_days: str
    deals: str
    given_up: str


@dataclass(frozen=True, slots=True)
class AdHocRow:
    """One feature that nobody agreed on."""

    name: str
    release: str
    person_days: str
    deals: str
    kept: str


@dataclass(frozen=True, slots=True)
class ModelsView:
    """The section on target models."""

    statement: str
    badge: Badge
    skills: str
    displaced: str
    """What is built ad hoc, beside what the agreed list goes without."""
    quarters: tuple[QuarterRow, ...]
    total: QuarterRow
    listed: tuple[TargetRow, ...]
    ad_hoc: tuple[AdHocRow, ...]


def build_models(plan: Plan, lookup: Lookup) -> ModelsView | None:
    """Say whether the list gets its share; None if no list was agreed."""
    part = plan.target_models
    if part is None:
        return None
    names = {line.id: line.name for line in plan.features} | {line.id: line.name for line in plan.unplanned}
    return ModelsView(
        statement=_statement(part),
        badge=_badge(part.total.status),
        skills=enumerated(part.skills) or "–",
        displaced=_displaced(part, plan),
        quarters=tuple(_row(line, str(quarter_of(line.first))) for line in part.quarters),
        total=_row(part.total, _("Whole plan")),
        listed=tuple(_target_row(line, names, lookup) for line in part.listed),
        ad_hoc=tuple(_ad_hoc_row(line, lookup) for line in part.ad_hoc),
    )


def _statement(part: TargetModelsPart) -> str:
    text = {
        ShareStatus.HOLDS: _(
            "{listed} of {on_hand} person-days ({share}) go to the agreed list. The agreement asks for {wanted}."
        ),
        ShareStatus.TAKEN: _(
            "{listed} of {on_hand} person-days ({share}) go to the agreed list. The agreement asks "
            "for {wanted}. The {free} free person-days are not enough to reach it: ad-hoc models "
            "take {ad_hoc}, other features and cases take {other}, and {reserved} are reserved."
        ),
        ShareStatus.IDLE: _(
            "{listed} of {on_hand} person-days ({share}) go to the agreed list. The agreement asks "
            "for {wanted}. No other work stands in the way: {free} person-days are free."
        ),
    }[part.total.status]
    total = part.total
    return text.format(
        listed=total.listed,
        on_hand=total.on_hand,
        share=percent(total.listed, total.on_hand),
        wanted=percent(part.share),
        ad_hoc=total.ad_hoc,
        other=total.other,
        reserved=total.reserved,
        free=total.free,
    )


def _badge(status: ShareStatus) -> Badge:
    return {
        ShareStatus.HOLDS: Badge("●", _("Met"), "good"),
        ShareStatus.TAKEN: Badge("✕", _("Not met: other work takes the people"), "lost"),
        ShareStatus.IDLE: Badge("▲", _("Not met: people are free"), "risk"),
    }[status]


def _displaced(part: TargetModelsPart, plan: Plan) -> str:
    if not part.ad_hoc:
        return _("No ad-hoc model is planned.")
    taken = part.total.ad_hoc
    text = ngettext("Ad-hoc requests take {n} person-day.", "Ad-hoc requests take {n} person-days.", taken).format(
        n=taken
    )
    out = [line for line in part.listed if line.state is ModelState.LEFT_OUT]
    if out:
        named = enumerated(
            _("{model} ({days} person-days)").format(model=one.name, days=one.person_days) for one in out
        )
        text = follow_on(text, _("These agreed models are left out: {models}.").format(models=named))
    lacking = {deal for line in part.listed for deal in line.deals}
    if lacking:
        lost = sum(deal.expected - deal.kept for deal in plan.deals if deal.id in lacking)
        sentence = ngettext(
            "{n} deal does not get an agreed model in time and gives up {amount}.",
            "{n} deals do not get an agreed model in time and give up {amount}.",
            len(lacking),
        )
        text = follow_on(text, sentence.format(n=len(lacking), amount=money(lost, plan.currency)))
    return text


def _row(line: ModelQuarter, name: str) -> QuarterRow:
    return QuarterRow(
        name=name,
        on_hand=str(line.on_hand),
        listed=str(line.listed),
        share=percent(line.listed, line.on_hand),
        wanted=str(line.wanted),
        ad_hoc=str(line.ad_hoc),
        other=str(line.other),
        reserved=str(line.reserved),
        free=str(line.free),
        badge=_badge(line.status),
        bar=_slices(line),
    )


def _slices(line: ModelQuarter) -> tuple[Slice, ...]:
    """The list, what is ad hoc and the rest, as parts of what there is."""
    parts = ((line.listed, "good"), (line.ad_hoc, "risk"), (line.other + line.reserved, "lost"))
    scale, begin, slices = max(line.on_hand, sum(days for days, _tone in parts), 1), 0, []
    for days, tone in parts:
        if days:
            slices.append(Slice(f"{100 * begin / scale:.2f}%", f"{100 * days / scale:.2f}%", tone))
        begin += days
    return tuple(slices)


def _target_row(line: TargetModelLine, names: dict[str, str], lookup: Lookup) -> TargetRow:
    badge = {
        ModelState.READY: Badge("✓", _("Ready already"), "quiet"),
        ModelState.PLANNED: Badge("●", _("Lands"), "good"),
        ModelState.LEFT_OUT: Badge("✕", _("Left out"), "lost"),
    }[line.state]
    release = lookup.releases.get(line.release or "")
    return TargetRow(
        name=line.name,
        badge=badge,
        release=enumerated([release.id, short_table_day(release.ship)]) if release else line.release or "–",
        features=enumerated(names.get(key, key) for key in line.features) or "–",
        person_days=str(line.person_days),
        deals=_customers(line.deals, lookup),
        given_up=figure(line.given_up) if line.deals else "–",
    )


def _ad_hoc_row(line: AdHocLine, lookup: Lookup) -> AdHocRow:
    return AdHocRow(
        name=line.name,
        release=line.release,
        person_days=str(line.person_days),
        deals=_customers(line.deals, lookup),
        kept=figure(line.kept),
    )


def _customers(deals: list[str], lookup: Lookup) -> str:
    return enumerated(lookup.customer(key) for key in deals) or "–"
