"""The curve of revenue on a slide, as lines and text that can be edited."""

from __future__ import annotations

from typing import Any, Protocol

from roadmap.views.editions.edition import EditionCurve
from roadmap.views.futures import pictures

LEFT, SCALE = 0.7, 10.8 / 640
"""Where the picture begins, and how many inches one of its pixels is."""
LINES = 0.4
"""What a line of text above the picture takes."""
LETTER = 0.045
"""Half the width of a letter of a label."""
RULE, SOFT, LATE = "C3C9D3", "5A6372", "B4470F"


class Drawing(Protocol):
    """What draws the parts; places and sizes are inches."""

    shapes: Any
    accent: str

    def box(self, left: float, top: float, wide: float, high: float, colour: str) -> None:
        """A rectangle without a line."""

    def text(self, text: str, left: float, top: float, wide: float, high: float, **look: Any) -> None:
        """A box of text."""

    def place(self, *inches: float) -> list[Any]:
        """Places and sizes as the library takes them."""


def draw_curve(drawing: Drawing, curve: EditionCurve, top: float) -> None:
    """Draw the sentences of a curve, and below them its axes, the target and the curve itself."""
    for line in curve.lines:
        drawing.text(line, 0.55, top, 12.2, LINES, size=16, bold=True)
        top += LINES
    top += 0.1
    picture = curve.picture
    floor = top + _inches(pictures.TOP + pictures.HEIGHT)
    left, right = LEFT + _inches(pictures.LEFT), LEFT + _inches(pictures.LEFT + pictures.WIDTH)
    for mark in picture.up:
        height = top + _inches(mark.place)
        drawing.box(left, height, right - left, 0.01, RULE)
        drawing.text(mark.label, LEFT - 0.2, height - 0.15, left - LEFT + 0.1, 0.3, size=11, colour=SOFT, right=True)
    for mark in picture.across:
        at = LEFT + _inches(mark.place)
        drawing.text(mark.label, at - LETTER * len(mark.label), floor + 0.05, 1.0, 0.3, size=11, colour=SOFT)
    if picture.target is not None:
        at = LEFT + _inches(picture.target)
        drawing.box(at, top + _inches(pictures.TOP), 0.02, floor - top - _inches(pictures.TOP), LATE)
        drawing.text(picture.target_label, at - 2.6, top, 2.5, 0.3, size=11, colour=LATE, right=True)
    _line(drawing, picture.points, top)


def _line(drawing: Drawing, points: str, top: float) -> None:
    """The curve as one line through its points."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - an extra
    from pptx.util import Pt  # noqa: PLC0415

    pairs = [tuple(map(float, pair.split(","))) for pair in points.split()]
    places = [drawing.place(LEFT + _inches(x), top + _inches(y)) for x, y in pairs]
    builder = drawing.shapes.build_freeform(*places[0])
    builder.add_line_segments(places[1:], close=False)
    shape = builder.convert_to_shape()
    shape.fill.background()
    shape.line.width = Pt(3)
    shape.line.color.rgb = RGBColor(*bytes.fromhex(drawing.accent))  # type: ignore[no-untyped-call]
    shape.shadow.inherit = False


def _inches(pixels: float) -> float:
    return pixels * SCALE
