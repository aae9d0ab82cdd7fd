"""Pictures of pages that are compared as a person would across a room: small, in grey, with a tolerance.

A picture is made small enough that a letter is less than a point. What differs then is what a reader sees at a glance:
a table that is gone, a column that moved, a bar of another length.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

SMALLER = 8
"""So many pixels of the screen, each way, make one point."""
FAR = 24
"""Shades of 256 by which a point is another one."""
WHITE = 255
PAPER = 8
"""Shades by which a point may differ from the paper, which most of a page is, and still be paper."""
MOST_OTHER = 0.08
"""The share of points with ink that may be other ones: each release of a browser draws letters a little differently."""


@dataclass(frozen=True)
class Likeness:
    """How far two pictures differ: the share of points with ink, in either, that are other ones; 1 for another size."""

    other: float

    @property
    def holds(self) -> bool:
        """Whether people would call them the same."""
        return self.other <= MOST_OTHER


def small(screenshot: bytes) -> Image.Image:
    """A screenshot as it is kept."""
    picture = Image.open(io.BytesIO(screenshot)).convert("L")
    return picture.resize((picture.width // SMALLER, picture.height // SMALLER), Image.Resampling.BOX)


def likeness(one: Image.Image, other: Image.Image) -> Likeness:
    """Compare two small pictures; a point may also be where its neighbour was."""
    if one.size != other.size:
        return Likeness(1)
    soft = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)]
    shades = ImageChops.difference(*soft).histogram()
    inked = sum(ImageChops.darker(*soft).histogram()[: WHITE - PAPER])
    return Likeness(sum(shades[FAR:]) / max(1, inked))
