"""Planners that are made up, for tests of what a command does with them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.planner import Options, Planned, PlanningStage, Progress
from roadmap.plans.document import Plan
from roadmap.schedule import Proof, Status, Stopped


def nothing(status: Status, stopped: Stopped) -> Planned:
    return Planned(None, Proof(status, stopped, None, None))


def planner(monkeypatch: pytest.MonkeyPatch, act: Callable[..., Planned]) -> list[tuple[Project, Options]]:
    """Replace the planner; returns what it was called with."""
    called: list[tuple[Project, Options]] = []

    def make_plan(project: Project, options: Options, **callbacks: Any) -> Planned:
        called.append((project, options))
        for name in ("start", "held", "until", "pool"):
            callbacks.pop(name)
        callbacks.pop("stage")(PlanningStage.SEARCHING)
        return act(**callbacks)

    monkeypatch.setattr("roadmap.operations.planning.plan.make_plan", make_plan)
    return called


def finding(*plans: Plan) -> Callable[..., Planned]:
    """A planner that saves these plans one after another, two seconds apart, and returns the last."""

    def act(*, observe: Callable[[Progress], None], save: Callable[[Plan], None], stop: threading.Event) -> Planned:
        for number, plan in enumerate(plans, start=1):
            save(plan)
            observe(
                Progress(
                    2.0 * number, plan.proof.value, plan.proof.bound, plan.proof.gap, "decoder", number, currency="CNY"
                )
            )
        return Planned(plans[-1], Proof(Status.BEST_FOUND, Stopped.TIME, None, None))

    return act
