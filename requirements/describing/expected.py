"""What a field takes, in words."""

from __future__ import annotations

from requirements.language import _


def expected_of(kind: str) -> str:
    """What a field of this kind takes, in words; asked for only when something else was given."""
    return {
        "count": lambda: _("a whole number from 0 to 100000"),
        "days": lambda: _("a whole number of days from 0 to 2600 (520 weeks)"),
        "effort": lambda: _("a number of person-days from 0 to 2600, in whole or half days"),
        "crowd": lambda: _("a whole number of people from 1 to 50"),
        "weeks": lambda: _("a whole number of weeks from 1 to 52"),
        "amount": lambda: _(
            "an amount in thousands from 0 to 1000000000, or an amount with a unit such as 500k, 200万 or 1.2亿"
        ),
        "exact": lambda: _(
            "an amount in thousands from 0 to 1000000000, with at most three decimals, or an amount with a unit such "
            "as 450元, 500k, 200万 or 1.2亿"
        ),
        "share": lambda: _("a share from 0 to 1, such as 0.6, 60% or 1/3"),
        "day": lambda: _("a day such as 2026-07-01, without a time"),
        "span": lambda: _("a day from 2000-01-01 to 2100-12-31"),
    }[kind]()
