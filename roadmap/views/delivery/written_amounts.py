"""People, cases and ratios as text, in the language in force."""

from __future__ import annotations

from babel.numbers import format_decimal

from requirements.language import _, language


def people(number: float) -> str:
    """People, with one decimal below a hundred: 12.3."""
    return str(format_decimal(round(number, 1 if number < 100 else 0), format="#,##0.#", locale=language()))


def count(number: float) -> str:
    """Cases or person-days, whole from ten on and with one decimal below: 210, 3.4."""
    return str(format_decimal(round(number, 0 if number >= 10 else 1), format="#,##0.#", locale=language()))


def times(ratio: float) -> str:
    """Peak by average: 2.9 times; a dash without any load."""
    if not ratio:
        return "–"
    # Translators: a peak as a multiple of the average, such as 2.9 × in English.
    return (
        _("{ratio} ×")
        .format(ratio=format_decimal(round(ratio, 1), format="0.0", locale=language()))
        .replace(" ", "\u00a0")
    )
