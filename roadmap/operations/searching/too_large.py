"""Input that cannot be planned in the time given: told at once, with the size that can be."""

from __future__ import annotations

import time

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.folder.project import Project
from roadmap.tuning import TUNING


def allowance(seconds: float) -> float:
    """By how many seconds a planning may be late that was given so many."""
    return max(1.0, seconds / 20)


def refuse_too_large(project: Project, *, began: float, seconds: float, read: float) -> None:
    """Raise InputFault (`too-large-for-time`) where not even a first plan can be made and written in time.

    `began` is when the planning began, on the monotonic clock; `read` is how many seconds reading the folder took.
    """
    deals, features = len(project.market.deals), len(project.engineering.features)
    needed = time.monotonic() - began + TUNING.after_reading * read
    allowed = seconds + allowance(seconds)
    if deals + features < TUNING.too_large_smallest or needed <= allowed:
        return
    message = _(
        "{deals} deals and {features} features are too many to be planned in {seconds:g} s on this machine"
    ).format(deals=deals, features=features, seconds=seconds)
    share = max(0.0, allowed - (needed - (1 + TUNING.after_reading) * read)) / ((1 + TUNING.after_reading) * read)
    hint = _(
        "Give --time {time} or more. About {deals} deals and {features} features can be planned in {seconds:g} s."
    ).format(
        time=_rounded_up(needed), seconds=seconds, deals=_rounded_down(deals * share),
        features=_rounded_down(features * share),
    )  # fmt: skip
    raise InputFault([Finding("too-large-for-time", Place("roadmap.yaml"), message, hint)])


def _rounded_up(seconds: float) -> int:
    """Seconds as people say them: whole tens."""
    return int(-(-seconds * 1.2 // 10) * 10)


def _rounded_down(count: float) -> int:
    """A number of two digits and zeros."""
    step = 10 ** max(0, len(str(int(count))) - 2)
    return int(count // step * step)
