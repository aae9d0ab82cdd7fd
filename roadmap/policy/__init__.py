"""Policy: the company's choices, and the pins that hold parts of a plan in place."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from requirements.fault import fault
from requirements.fields import Count, Days, Flag, Share, Word
from requirements.gate import Gate, Maturity
from requirements.language import enumerated, language_named, languages
from requirements.model import Model
from roadmap.policy.editions import Branding
from roadmap.policy.moves import MovePolicy
from roadmap.policy.promises import PromisePolicy
from roadmap.policy.target_models import TargetModels
from roadmap.policy.uncertainty import UncertaintyPolicy
from roadmap.policy.versions import VersionPolicy

__all__ = ["Estimate", "OutOfSequence", "Policy"]


class Estimate(Word):
    """Which point of an effort range is planned with."""

    LOW = "low"
    LIKELY = "likely"
    EXPECTED = "expected"
    HIGH = "high"


class OutOfSequence(Word):
    """What becomes of work that runs before what it waits for is done."""

    CONTINUE = "continue"
    WAIT = "wait"


MATURITY = {
    Gate.EVALUATION: Maturity.PREVIEW,
    Gate.DESIGN_IN: Maturity.GA,
    Gate.SIGNING: Maturity.GA,
    Gate.ACCEPTANCE: Maturity.PROVEN,
    Gate.PAYMENT: Maturity.PROVEN,
}
"""The maturity that a need has at each gate where nothing else is said."""


def _known_language(value: str) -> str:
    language = language_named(value)
    if language is None:
        raise fault("unknown-language", "the language {value} is not available; expected one of {known}",
                    value=value, known=enumerated(languages()))  # fmt: skip
    return language


def _with_defaults(value: Any) -> Any:
    return {**MATURITY, **value} if isinstance(value, dict) else value


class Policy(Model):
    """The company's choices; every one has a default."""

    estimate: Estimate = Estimate.EXPECTED
    """The point of each effort range that is planned; expected is (low + 4 x likely + high) / 6, rounded up
    (beta-PERT)."""
    crew_loss: Share = Fraction(8, 100)
    """Each further person on one item costs this share more effort:
    days = ceil(effort x (1 + loss x (crew - 1)) / crew)."""
    out_of_sequence: OutOfSequence = OutOfSequence.CONTINUE
    """What becomes of work that runs though what it waits for is not done: it goes on (continue), or what remains of it
    waits (wait)."""
    longest_pause: Annotated[Days, Field(le=60)] = 10
    """The most working days for which somebody is away and their work waits for them; whoever is absent for longer is
    gone for so long, and their work is not begun before, or goes on with others. 0: work never pauses."""
    maturity: Annotated[dict[Gate, Maturity], BeforeValidator(_with_defaults)] = MATURITY
    """The maturity that a need has by default at each gate; gates that are left out keep theirs."""
    safe_slack: Days = 10
    """Working days of slack below which a gate that is met counts as at risk."""
    caution: Share = Fraction(1)
    """How much of the segments' win rates is believed: 1/2 halves the forecast, so that twice as many opportunities and
    leads are needed; a segment may state its own."""
    placeholders: Flag = True
    """Plan for deals that are still to be found too, in the segments that name a profile: what the forecast needs
    beyond the deals in hand."""
    most_placeholders: Count = 60
    """The most placeholders of a segment; where more customers are to be found, one stands for several. Fewer make a
    plan quicker to find."""

    @model_validator(mode="after")
    def _something_is_believed(self) -> Policy:
        if self.caution == 0:
            raise fault(
                "zero-rate",
                ("the target cannot be reached with a rate of 0, whatever the number of customers"),
                at=("caution",),
            )
        return self

    promises: PromisePolicy = PromisePolicy()
    """What it costs to move a promise that was published."""
    moves: MovePolicy = MovePolicy()
    """When people may be moved to a second line."""
    versions: VersionPolicy = VersionPolicy()
    """How many releases are to be in the field at once, and for how long each is supported."""
    uncertainty: UncertaintyPolicy = UncertaintyPolicy()
    """How sure estimates, gates and deals are."""
    target_models: TargetModels | None = None
    """The agreed list of models and the share that it is to get. If omitted, nothing is checked."""
    language: Annotated[str, AfterValidator(_known_language)] | None = None
    """The language of findings, pages and the terminal for this folder and its plans, such as zh_CN. `--lang` and
    ROADMAP_LANG win over it. If omitted, English."""
    branding: Branding = Branding()
    """What the company puts on its pages."""
