"""The edition of a plan for an audience."""

from __future__ import annotations

from dataclasses import replace

from requirements.gate import Gate
from requirements.language import _, follow_on
from roadmap.editions.lens import Lens, lens_for
from roadmap.errors import UsageFault
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.audiences.customer import build_customer
from roadmap.views.editions.audiences.engineering import build_engineering
from roadmap.views.editions.audiences.executive import build_executive
from roadmap.views.editions.audiences.sales import build_sales
from roadmap.views.editions.edition import EditionTable, EditionView


def build_edition(
    plan: Plan,
    *,
    audience: Audience | str,
    deal: str | None = None,
    owner: str | None = None,
    chances: Chances | None = None,
    most: int | None = None,
) -> EditionView:
    """Make the edition of a plan for an audience other than the internal one.

    `most` is for one page: sales reads of so many deals, those whose gates come first, and of other long tables the
    rows that so many deals can have at most; None: all of them.

    `chances` are what lies beside the plan: sales sees of them how sure the gates of its deals are, executives the
    curve of revenue, and the others nothing.

    UsageFault for an audience, deal or owner that is not there, and for the internal audience, whose page is another.
    """
    lens = lens_for(plan, audience, deal=deal, owner=owner)
    view = _built(plan, lens, owner=owner, chances=chances, most=most)
    return view if most is None else replace(view, tables=tuple(_cut(table, most * len(Gate)) for table in view.tables))


def _built(plan: Plan, lens: Lens, *, owner: str | None, chances: Chances | None, most: int | None) -> EditionView:
    if lens.audience is Audience.CUSTOMER:
        return build_customer(plan, lens)
    if lens.audience is Audience.SALES:
        return build_sales(plan, lens, owner=owner, chances=chances, most=most)
    if lens.audience is Audience.ENGINEERING:
        return build_engineering(plan, lens)
    if lens.audience is Audience.EXECUTIVE:
        return build_executive(plan, lens, chances=chances)
    raise UsageFault("the internal audience has the whole page")


def _cut(table: EditionTable, most: int) -> EditionTable:
    """A table with its first rows, where it is longer."""
    count = len(table.rows)
    if count <= most:
        return table
    note = _("The first {shown} of {n} rows are shown. The site of this edition holds all of them.")
    return replace(table, rows=table.rows[:most], note=follow_on(table.note, note.format(shown=most, n=count)))
