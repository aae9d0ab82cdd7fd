"""How a comparison looks in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requirements.language import _
from roadmap.plans.notebook import html_table

if TYPE_CHECKING:
    from roadmap.comparing.comparison import Comparison


def comparison_html(comparison: Comparison) -> str:
    """A comparison as HTML: promises and deals that differ, and what the difference in value consists of."""
    promises = [(move.deal, move.gate, move.day.before, move.day.after) for move in comparison.promises]
    deals = [
        (deal.deal, deal.status.before, deal.status.after, deal.kept.before, deal.kept.after)
        for deal in comparison.deals
    ]
    accounts = [(cause.of, cause.gain.amount) for cause in comparison.causes or comparison.accounts]
    before, after = _("before"), _("after")
    return (
        html_table(_("Promises"), (_("deal"), _("gate"), before, after), promises)
        + html_table(_("Deals"), (_("deal"), before, after, _("value kept before"), _("value kept after")), deals)
        + html_table(_("Difference in value"), (_("part"), _("difference")), accounts)
    )
