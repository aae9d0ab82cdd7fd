"""A comparison as text: the same digests that the page shows, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.chinese import places
from requirements.language import _, bracketed, enumerated, follow_on, in_clauses, labelled
from roadmap.cli.terminal.text_columns import left, right
from roadmap.views.comparison import ComparisonView
from roadmap.views.comparison.engineering_digest import EngineeringView
from roadmap.views.comparison.management_digest import ManagementView
from roadmap.views.comparison.sales_digest import SalesView


def digest_lines(view: ComparisonView) -> Iterator[str]:
    """The lines of all digests that the view holds."""
    if view.is_empty:
        yield _("Nothing changed. Both plans have the same content.")
        return
    if view.management is not None:
        yield from _management(view.management, view.currency)
    if view.sales is not None:
        yield from _sales(view.sales)
    if view.engineering is not None:
        yield from _engineering(view.engineering)


def _management(part: ManagementView, currency: str) -> Iterator[str]:
    yield _("For management")
    yield f"  {part.statement}"
    yield from (f"  {point}" for point in part.points)
    rows = [(row.name, row.more, "") for row in part.accounts]
    if rows:
        yield "  " + _("The difference consists of ({currency}):").format(currency=currency)
        yield from _table(rows)
    if part.causes:
        yield "  " + _("Caused by these changes of the input ({currency}):").format(currency=currency)
        yield from _table([(row.name, row.more, row.range) for row in part.causes])
        if part.causes_left:
            yield f"  {part.causes_left}"
    else:
        yield f"  {part.causes_note}"
    if part.input:
        yield "  " + _("Input differences that the plans show: {n} (the page lists them).").format(n=len(part.input))


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    width = max(places(name) for name, _more, _range in rows)
    for name, more, within in rows:
        yield f"    {left(name, width)}  {right(more, 10)}" + (f"  ({within})" if within else "")


def _sales(part: SalesView) -> Iterator[str]:
    yield _("For sales")
    yield f"  {part.statement}"
    owner = None
    for line in part.lines:
        if line.owner != owner:
            owner = line.owner
            yield f"  {owner or _('no owner')}"
        change = f"{line.badge.symbol} {line.badge.word}"
        said = _("{customer}, {deal}: {change}. {tell}")
        yield "    " + said.format(customer=line.customer, deal=line.deal, change=change, tell=line.tell)
        if line.why:
            yield "      " + labelled(_("Reason"), follow_on(*line.why))


def _engineering(part: EngineeringView) -> Iterator[str]:
    yield _("For engineering")
    yield f"  {part.statement}"
    if part.work:
        yield "  " + _("Work of the next four weeks, {days}:").format(days=part.window)
    for row in part.work:
        work = bracketed(_("{feature}, {work}").format(feature=row.feature, work=row.work), row.skill)
        yield "    " + labelled(f"{row.badge.symbol} {row.badge.word}", labelled(work, f"{row.before} → {row.after}"))
    for release in part.releases:
        yield "  " + labelled(release.release, release.ships)
        if release.more:
            yield "    " + _("now lands in it: {features}").format(features=enumerated(release.more))
        if release.less:
            yield "    " + _("no longer lands in it: {features}").format(features=enumerated(release.less))
    if part.moves:
        yield "  " + _("Moves to second lines:")
    for move in part.moves:
        moved = in_clauses(filter(None, (f"{move.before} → {move.after}", move.agree)))
        who = enumerated((move.person, move.lines))
        yield "    " + labelled(f"{move.badge.symbol} {move.badge.word}", labelled(who, moved))
