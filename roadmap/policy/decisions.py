"""Decisions: what people have agreed to, and whether a published promise may move without that."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

from requirements.fault import fault
from requirements.fields import Day, Text, Word
from requirements.model import Model

PROMISE = re.compile(r"promises\.([^\s]+)\.(\d{4}-\d{2}-\d{2})", re.ASCII)
"""A published promise: the deal, whose id may hold dots, and the day that was promised."""
_PATH = re.compile(r"[A-Za-z_]+(\.[^.\s]+)+")


class Consent(Word):
    """Whether a plan may move a published promise without a decision."""

    NOT_NEEDED = "not_needed"
    REQUIRED = "required"


def promise_path(deal: str, day: date) -> str:
    """How a decision names a published promise."""
    return f"promises.{deal}.{day.isoformat()}"


def _promise_of(what: str) -> tuple[str, date] | None:
    match = PROMISE.fullmatch(what)
    try:
        return None if match is None else (match[1], date.fromisoformat(match[2]))
    except ValueError:
        return None


def _names_something(what: str) -> str:
    if what.startswith("promises.") and _promise_of(what) is None:
        raise fault("decision-form", "expected promises.DEAL.DAY, such as promises.D12.2026-06-30")
    if _PATH.fullmatch(what) is None:
        raise fault("decision-form", "expected a path such as promises.D12.2026-06-30 or deals.D12.gates.design_in")
    return what


class RecordedDecision(Model):
    """One yes: what was agreed to, by whom, when, and why. The decision that a published promise may move lets the
    next plans move it; all other decisions are kept as a record."""

    what: Annotated[Text, AfterValidator(_names_something)]
    """The published promise that may move, as promises.DEAL.DAY with the day that was promised; or the path of
    something else that was decided, such as deals.D12.gates.design_in."""
    who: Text
    """The names of those who agreed."""
    when: Day
    """The day of the decision."""
    because: Text
    """The reason."""

    @property
    def promise(self) -> tuple[str, date] | None:
        """The deal and the day of the promise that may move; None for a decision about something else."""
        return _promise_of(self.what)
