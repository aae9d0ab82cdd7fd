"""The codes of findings about decisions: which promises may move, and who agreed."""

from __future__ import annotations

from requirements.language import _


def decision_codes() -> dict[str, str]:
    """The explanation of every code that decisions and consent can give."""
    return {
        "decision-form": _(
            "A decision states in `what` the path of what was decided. A published promise that may move is named by "
            "its deal and its promised day: promises.D12.2026-06-30."
        ),
        "decision-idle": _(
            "A decision lets a published promise move, but the published plan holds no such promise: the day is "
            "another one, or nothing was promised to this deal. Correct the day, or leave the line as a record."
        ),
        "promise-cannot-hold": _(
            "`policy: consent: required` keeps every published promise that no decision frees. No plan can keep this "
            "one any more, whatever else it does. The plan moves it, and `roadmap publish` refuses such a plan until "
            "decisions.yaml states who agreed."
        ),
        "consent-missing": _(
            "The plan moves or breaks a published promise, `policy: consent: required` asks for a decision, and there "
            "is none. State the decision in decisions.yaml (what, who, when, because), or plan again: a new plan "
            "keeps the promise."
        ),
    }
