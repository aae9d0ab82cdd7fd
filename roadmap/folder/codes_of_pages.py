"""The codes of findings about what is published."""

from __future__ import annotations

from requirements.language import _


def page_codes() -> dict[str, str]:
    """The explanation of every code that a folder's branding can give."""
    return {
        "colour-form": _(
            'A colour is written as six hexadecimal digits behind #, in quotes: "#2f4fd0". It is the accent of pages, '
            "sheets and slides; text on it is never printed, so any colour can be read."
        ),
    }
