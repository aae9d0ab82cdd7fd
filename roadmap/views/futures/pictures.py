"""Pictures of chance: twenty dots over the releases, and the curve of revenue. They compute where each mark lies."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from requirements.language import _, enumerated
from roadmap.futures.chances import DOTS, GateChance, RevenuePart
from roadmap.views.formats import figure, percent

PITCH, GAP = 11, 7
"""Pixels from dot to dot, and what lies between the dots of two releases besides."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One future, at a place in pixels: whether it is late there."""

    x: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class DotRow:
    """Twenty futures in order of the release that brings what is needed."""

    dots: tuple[Dot, ...]
    width: int
    label: str
    """The same in words: SDK-1.4 in 8 futures, SDK-2.0 in 12."""


def dot_row(gate: GateChance) -> DotRow:
    """The dots of a gate; those that come last are the late ones."""
    dots, x = list[Dot](), PITCH // 2 + 1
    parts = []
    for release, group in groupby(gate.dots):
        count = len(list(group))
        for _dot in range(count):
            dots.append(Dot(x, len(dots) >= DOTS - gate.late))
            x += PITCH
        x += GAP
        name = _("after the plan") if release is None else release
        parts.append(_("{release}: {count}").format(release=name, count=count))
    return DotRow(tuple(dots), x - GAP, enumerated(parts))


@dataclass(frozen=True, slots=True)
class AxisMark:
    """A mark on an axis, at a place in pixels."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    """How often at least so much is reached: points in pixels, from the left."""

    points: str
    target: float | None
    """Where the target lies."""
    target_label: str
    across: tuple[AxisMark, ...]
    up: tuple[AxisMark, ...]


LEFT, TOP, WIDTH, HEIGHT = 48, 14, 580, 220
"""The place of the curve in its picture of 640 x 270 pixels."""


def curve_of(revenue: RevenuePart) -> Curve:
    """The curve of revenue with its target."""
    target = revenue.total.target or 0
    most = max(target * 1.1, revenue.curve[-2], 1)
    count = len(revenue.curve) - 1
    points = [
        (_across(min(amount, most), most), _up(1 - number / count)) for number, amount in enumerate(revenue.curve)
    ]
    step = _round_step(most)
    return Curve(
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in [(LEFT, TOP), *points]),
        target=_across(target, most) if target else None,
        target_label=_("target {amount}").format(amount=figure(target)),
        across=tuple(AxisMark(_across(n * step, most), figure(n * step)) for n in range(int(most // step) + 1)),
        up=tuple(AxisMark(_up(share), percent(share)) for share in (0, 0.2, 0.5, 0.8, 1)),
    )


def _across(amount: float, most: float) -> float:
    return round(LEFT + WIDTH * amount / most, 1)


def _up(share: float) -> float:
    return round(TOP + HEIGHT * (1 - share), 1)


def _round_step(most: float) -> int:
    """A round step (1, 2 or 5 times a power of ten) of which at most six lie on an axis."""
    power = 1
    while most > 60 * power:
        power *= 10
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if most <= 6 * step)
