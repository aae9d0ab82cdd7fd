"""Moves to second lines for the sample plan: one still to be agreed, one that an earlier plan agreed on."""

from __future__ import annotations

from datetime import date

from roadmap.plans.engineering.moves import MoveLine


def moves() -> list[MoveLine]:
    """fae-2 carries Beijing's case of the AE in April, after a week of training; ae-1 helps the FAE in June."""
    return [
        MoveLine(
            person="fae-2",
            own="fae",
            skill="ae",
            proficiency=0.7,
            agree=date(2026, 3, 9),
            agreed=False,
            away=date(2026, 3, 23),
            first=date(2026, 3, 30),
            last=date(2026, 5, 8),
            training="course",
            trained=date(2026, 3, 13),
            lacking=1.24,
            spare=0.8,
            person_days=5,
            deals=["beijing"],
            features=[],
        ),
        MoveLine(
            person="ae-1",
            own="ae",
            skill="fae",
            proficiency=0.5,
            agree=date(2026, 1, 19),
            agreed=True,
            away=date(2026, 6, 1),
            first=date(2026, 6, 1),
            last=date(2026, 7, 10),
            training="course",
            trained=None,
            lacking=3,
            spare=1,
            person_days=0,
            deals=[],
            features=[],
        ),
    ]
