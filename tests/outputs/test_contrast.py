"""Text can be read on its ground in light and in dark: contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from roadmap.outputs.html import templates_folder

CSS = (templates_folder() / "page.css").read_text(encoding="utf-8")
SCHEMES = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
]
WORDS = ["ink", "soft", "accent-ink", "good", "risk", "late", "lost", "quiet"]
PAIRS = [(word, ground) for word in WORDS for ground in ("paper", "sheet", "accent-wash")]
PAIRS += [("ink", f"h{shade}") for shade in (1, 2, 3, 4)] + [("soft", "h1"), ("soft", "h2"), ("h5-ink", "h5")]


def _brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((_brightness(first), _brightness(second)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_largest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_light_and_dark_define_the_same_colours() -> None:
    light, dark = SCHEMES
    assert set(dark) == set(light)


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5
