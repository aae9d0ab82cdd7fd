"""How a plan looks in a notebook: a small table, in which everything is escaped.

It shows the values under the names that programs read them by; pages for people are made by the views.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from requirements.language import _

if TYPE_CHECKING:
    from roadmap.plans.document import Plan

MOST_ROWS = 60
"""Rows that a notebook shows; all are in the table itself."""


def html_table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as HTML, every text in it escaped; None is an empty cell."""
    known = list(rows)
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    above = f"<thead><tr>{head}</tr></thead>" if any(headings) else ""
    title = f'<caption style="white-space:nowrap;text-align:left">{escape(caption)}</caption>' if caption else ""
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in known[:MOST_ROWS])
    more = len(known) - MOST_ROWS
    foot = f'<tr><td colspan="{len(headings)}">… +{more}</td></tr>' if more > 0 else ""
    return f"<table>{title}{above}<tbody>{body}{foot}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<td style="text-align:right">{value:,}</td>'
    return f'<td style="text-align:left">{"" if value is None else escape(str(value))}</td>'


def plan_html(plan: Plan) -> str:
    """A plan as HTML: what it is worth and how good that is known to be, then its deals."""
    proof, unit = plan.proof, _("thousand {currency}").format(currency=plan.currency)
    facts: list[tuple[str, object]] = [
        (_("value"), plan.headline.value),
        (_("bound"), proof.bound),
        (_("proof"), proof.status),
        (_("as of"), plan.as_of),
        (_("last day"), plan.horizon),
    ]
    deals = [
        (line.id, line.customer, line.status, line.release, line.expected, line.kept)
        for line in plan.deals
        if not line.placeholder
    ]
    headings = (_("deal"), _("customer"), _("status"), _("release"), _("expected value"), _("value kept"))
    return html_table(f"{plan.name} ({unit})", ("", ""), facts) + html_table(_("Deals"), headings, deals)
