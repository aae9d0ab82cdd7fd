"""Whole and half days, exact."""

from __future__ import annotations

from fractions import Fraction

Halves = int | Fraction
"""A number of whole or half days: an int where it is whole."""


def in_halves(number: Fraction) -> Halves:
    """The same number, as an int where it is whole."""
    return number.numerator if number.denominator == 1 else number


def number_of(halves: Halves) -> int | float:
    """Whole or half days as a number of JSON, or of a sentence: 2 or 2.5."""
    return halves.numerator if halves.denominator == 1 else float(halves)
