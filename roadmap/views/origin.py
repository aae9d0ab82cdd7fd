"""What a plan was made from, for the foot of a page."""

from __future__ import annotations

from requirements.language import _
from roadmap.plans.document import Plan


def made_from(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What a plan was made from: names and values."""
    made = plan.made_from
    return (
        (_("Input"), made.digest[:12]),
        (_("roadmap"), made.product),
        (_("Solver"), made.solver),
        (_("Seed"), str(made.seed)),
        (_("Threads"), str(made.workers)),
        (_("Time limit"), _("{seconds} s").format(seconds=f"{made.time:g}")),
        (_("Reproducible"), _("yes") if made.reproducible else _("no")),
    )
