"""Customers: one customer in two spellings. Customers are restricted, so only the deals are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.language import _
from roadmap.folder.texts.collected import Collected

_COMPANY = re.compile(r"\b(co|ltd|inc|corp|gmbh|llc|limited|company)\b|股份|有限|责任|公司|集团")


def check_customers(collected: Collected) -> Iterator[Finding]:
    """A deal whose customer is that of an earlier deal but for case, blanks, punctuation or the form of company."""
    seen: dict[str, tuple[str, str]] = {}
    for key, deal in collected.deals.items():
        first, spelling = seen.setdefault(_bare(deal.customer), (key, deal.customer))
        if spelling != deal.customer:
            place = collected.place("deals", first, "customer")
            message = _("the deals {first} and {second} seem to have the same customer in two spellings")
            yield Finding(
                "customer-spelling",
                collected.place("deals", key, "customer"),
                message.format(first=first, second=key),
                _(
                    "If it is one customer, use the same spelling in both deals. If not, make the names easier to "
                    "tell apart."
                ),
                Severity.WARNING,
                (place,),
            )


def _bare(customer: str) -> str:
    plain = unicodedata.normalize("NFKC", customer).casefold()
    return re.sub(r"[\W_]+", "", _COMPANY.sub("", plain)) or plain
