"""Findings about consent: promises that no plan can keep, and plans that move one although nobody agreed."""

from __future__ import annotations

from requirements.finding import Finding, Place, obstacle
from requirements.language import _, enumerated, follow_on
from roadmap.folder.baseline import BASELINE, Published
from roadmap.folder.project import Project
from roadmap.folder.texts.files import DECISIONS
from roadmap.planner.causes.consent import moved_without_consent
from roadmap.plans.document import Plan
from roadmap.policy.decisions import Consent, promise_path
from roadmap.views.words import gate_word


def cannot_hold(published: Published, project: Project) -> Finding:
    """That no plan can keep a promise that nobody freed, and what to write."""
    message = _("no plan can keep the promise to the deal {deal} for {day} ({gates}), so plans move it").format(
        deal=published.deal, day=published.day, gates=_gates(published)
    )
    place = project.places.get(("deals", published.deal), Place(BASELINE))
    return obstacle("promise-cannot-hold", place, message, what_to_write(published))


def refused_moves(plan: Plan, project: Project, *, name: str) -> list[Finding]:
    """A finding for each published promise that a plan moves without a decision, where the folder asks for one; `name`
    is what the plan is called."""
    if project.baseline is None or project.header.policy.consent is not Consent.REQUIRED:
        return []
    moved = moved_without_consent(plan, project.baseline, project.agreed)
    return [_missing(published, name) for published in moved]


def _missing(published: Published, name: str) -> Finding:
    message = _(
        "the plan moves or breaks the promise to the deal {deal} for {day} ({gates}), and nobody has agreed to it"
    ).format(deal=published.deal, day=published.day, gates=_gates(published))
    hint = follow_on(what_to_write(published), _("Or plan again: a new plan keeps the promise if any plan can."))
    return obstacle("consent-missing", Place(name), message, hint)


def what_to_write(published: Published) -> str:
    """The line that says that a promise may move."""
    what = promise_path(published.deal, published.day)
    line = f"{{what: {what}, who: ..., when: ..., because: ...}}"
    return _("If it may move, add a line under `decisions:` in {file}: {line}.").format(file=DECISIONS, line=line)


def _gates(published: Published) -> str:
    return enumerated(gate_word(gate) for gate in published.gates)
