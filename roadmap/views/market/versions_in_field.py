"""Versions in the field: who runs which release, and what one release fewer would mean."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated, ngettext
from roadmap.plans.document import Plan
from roadmap.plans.engineering.versions import FieldLine, LosingDeal, VersionLine, Versions, Without
from roadmap.views.formats import MINUS, figure, long_day, month_heading, short_table_day
from roadmap.views.lookup import Lookup
from roadmap.views.words import Badge, gate_badge, gate_word, shown_of

MOST_STAYS = 150
"""Customers that are listed with what they run."""
MOST_LOSERS = 3
"""Deals named for each release that one could do without."""
SHADES = (0.01, 0.2, 0.4, 0.7, 0.95)
"""Customers on a version in a month as shares of the most in any month, at which the shade changes."""


@dataclass(frozen=True, slots=True)
class UseCell:
    """Customers on a version at the end of a month, with a shade from 0 to 5."""

    customers: str
    shade: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """One version, month by month."""

    release: str
    cells: tuple[UseCell, ...]


@dataclass(frozen=True, slots=True)
class AtOnceCell:
    """The most versions at once in a month, with a sign where the policy allows fewer."""

    versions: str
    sign: str


@dataclass(frozen=True, slots=True)
class FewerRow:
    """One release: what it costs and carries, and what the plan would be worth without it."""

    release: str
    remark: str
    ships: str
    in_field: str
    customers: str
    serves: str
    cost: str
    goes_to: str
    saved: str
    lost: str
    net: str
    losers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StayRow:
    """One customer and the releases it runs, in the order of time."""

    id: str
    customer: str
    deal: str
    stays: str
    release: str
    """The release it runs in the end; a dash if it runs nothing."""
    behind: str
    """How many releases are used after that one."""


@dataclass(frozen=True, slots=True)
class VersionsView:
    """The section on versions; without rows if no customer runs anything."""

    statement: str
    policy: str
    """What the policy asks for, and whether it holds; empty if it asks for nothing."""
    badge: Badge | None
    months: tuple[str, ...]
    rows: tuple[UseRow, ...]
    at_once: tuple[AtOnceCell, ...]
    fewer: tuple[FewerRow, ...]
    stays: tuple[StayRow, ...]
    served: str
    """How many deals the plan serves."""
    stranded: tuple[str, ...]
    """Versions that customers run after their support has ended."""


def build_versions(plan: Plan, lookup: Lookup) -> VersionsView:
    """Say who runs what."""
    versions = plan.versions
    return VersionsView(
        statement=_statement(versions),
        policy=_policy(versions),
        badge=_badge(versions),
        months=tuple(_heading(plan, at) for at in range(len(versions.months))),
        rows=_use_rows(versions) if versions.at_once else (),
        at_once=tuple(
            AtOnceCell(str(line.at_once), "▲" if versions.most is not None and line.at_once > versions.most else "")
            for line in versions.months
        ),
        fewer=tuple(_fewer_row(line, lookup) for line in versions.lines if line.release is not None),
        stays=tuple(_stay_row(line, lookup) for line in versions.deals[:MOST_STAYS]),
        served=shown_of(len(versions.deals), MOST_STAYS),
        stranded=_stranded(versions, lookup),
    )


def version_word(release: str | None) -> str:
    """A release's id, or a name for what was there before the plan."""
    return _("Before the plan") if release is None else release


def _statement(versions: Versions) -> str:
    if versions.peak is None:
        return _("No customer uses a version in this plan.")
    text = ngettext(
        "At most {n} version is in use at the same time, first on {day}.",
        "At most {n} versions are in use at the same time, first on {day}.",
        versions.at_once,
    )
    return text.format(n=versions.at_once, day=long_day(versions.peak))


def _policy(versions: Versions) -> str:
    if versions.most is None:
        return ""
    if versions.holds:
        return _("The policy allows {most}.").format(most=versions.most)
    over = versions.at_once - versions.most
    return _("The policy allows {most}. That is {over} too many.").format(most=versions.most, over=over)


def _badge(versions: Versions) -> Badge | None:
    if versions.holds is None:
        return None
    return Badge("●", _("Met"), "good") if versions.holds else Badge("✕", _("Not met"), "lost")


def _heading(plan: Plan, at: int) -> str:
    return month_heading(plan.versions.months[at].month, at)


def _use_rows(versions: Versions) -> tuple[UseRow, ...]:
    counts = [{use.release: use.deals for use in line.uses} for line in versions.months]
    top = max((deals for count in counts for deals in count.values()), default=1)
    return tuple(
        UseRow(version_word(line.release), tuple(_cell(count.get(line.release, 0), top) for count in counts))
        for line in versions.lines
        if line.first is not None
    )


def _cell(customers: int, top: int) -> UseCell:
    shade = sum(customers / top >= step for step in SHADES)
    return UseCell(str(customers) if customers else "–", str(shade))


def _fewer_row(line: VersionLine, lookup: Lookup) -> FewerRow:
    release = lookup.releases.get(line.release or "")
    period = f"{short_table_day(line.first)} – {short_table_day(line.last)}" if line.first and line.last else "–"
    less = line.without
    stated = less is not None and less.possible
    return FewerRow(
        release=version_word(line.release),
        remark=_remark(line),
        ships=short_table_day(release.ship) if release else "–",
        in_field=period,
        customers=str(line.most),
        serves=str(len(line.serves)),
        cost=figure(line.cost),
        goes_to=_goes_to(less) if less is not None and stated else "–",
        saved=figure(less.saved) if less is not None and stated else "–",
        lost=figure(less.lost) if less is not None and stated else "–",
        net=_signed(less.saved - less.lost) if less is not None and stated else "–",
        losers=_losers(less, lookup) if less is not None and stated else (),
    )


def _remark(line: VersionLine) -> str:
    if line.without is None:
        return _("Fixed: it is used whatever lands in it.")
    return "" if line.without.possible else _("Held by a pin or by started work.")


def _goes_to(less: Without) -> str:
    return less.content_goes_to or _("not built")


def _signed(thousands: int) -> str:
    return figure(thousands) if thousands <= 0 else f"+{figure(thousands)}"


def _losers(less: Without, lookup: Lookup) -> tuple[str, ...]:
    """The deals that lose most, each with the gates that come late, and how many more there are."""
    named = [_loser(one, lookup) for one in less.deals[:MOST_LOSERS]]
    rest = len(less.deals) - len(named)
    if rest > 0:
        named.append(ngettext("and {n} more deal", "and {n} more deals", rest).format(n=rest))
    return tuple(named)


def _loser(one: LosingDeal, lookup: Lookup) -> str:
    gates = [bracketed(gate_word(line.gate), gate_badge(line.status).word) for line in one.gates]
    amount = figure(one.lost) if one.lost <= 0 else f"{MINUS}{figure(one.lost)}"
    what = enumerated(gates) or _("a challenge is not met")
    # Translators: a customer, what comes late for it, and the amount that it keeps less.
    return _("{customer}: {what}, {amount}").format(customer=lookup.customer(one.deal), what=what, amount=amount)


def _stay_row(line: FieldLine, lookup: Lookup) -> StayRow:
    deal = lookup.deals.get(line.deal)
    text = _("{release} from {day}")
    return StayRow(
        id=line.deal,
        customer=lookup.customer(line.deal),
        deal=deal.name if deal else line.deal,
        stays=" → ".join(text.format(release=version_word(s.release), day=short_table_day(s.first)) for s in line.stays)
        or "–",
        release=version_word(line.stays[-1].release) if line.stays else "–",
        behind=str(line.behind) if line.stays else "–",
    )


def _stranded(versions: Versions, lookup: Lookup) -> tuple[str, ...]:
    text = _("Support for {release} ends on {day}. These customers still use it after that day: {customers}.")
    return tuple(
        text.format(
            release=version_word(line.release),
            day=long_day(line.supported_until),
            customers=enumerated(lookup.customer(key) for key in line.stranded),
        )
        for line in versions.lines
        if line.stranded and line.supported_until
    )
