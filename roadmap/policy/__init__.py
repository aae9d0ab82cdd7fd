"""Policy: the company's choices, and the pins that hold parts of a plan in place."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from requirements.fault import fault
from requirements.fields import Count, Days, Flag, Share, Word
from requirements.gate import Gate, Maturity
from requirements.model import Model
from roadmap.policy.agenda import AgendaPolicy
from roadmap.policy.decisions import Consent
from roadmap.policy.editions import Branding, Language
from roadmap.policy.moves import MovePolicy
from roadmap.policy.promises import PromisePolicy
from roadmap.policy.target_models import TargetModels
from roadmap.policy.uncertainty import UncertaintyPolicy
from roadmap.policy.versions import VersionPolicy

__all__ = ["Estimate", "OutOfSequence", "Policy"]


class Estimate(Word):
    """The value of an effort range that is used for planning."""

    LOW = "low"
    LIKELY = "likely"
    EXPECTED = "expected"
    HIGH = "high"


class OutOfSequence(Word):
    """The rule for work that began before the work it waits for was done."""

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


def _with_defaults(value: Any) -> Any:
    return {**MATURITY, **value} if isinstance(value, dict) else value


class Policy(Model):
    """The rules and prices that the company chooses. Every field has a default."""

    estimate: Estimate = Estimate.EXPECTED
    """The value of each effort range that is used for planning. expected is (low + 4 x likely + high) / 6, rounded
    up (beta-PERT)."""
    crew_loss: Share = Fraction(8, 100)
    """Each additional person on a work item raises its effort by this share: days = ceil(effort x (1 + loss x (crew
    - 1)) / crew)."""
    out_of_sequence: OutOfSequence = OutOfSequence.CONTINUE
    """The rule for work that began before the work it waits for was done: the work continues (continue), or its
    remaining part waits (wait)."""
    longest_pause: Annotated[Days, Field(le=60)] = 10
    """The longest absence, in working days, during which the work of a person waits for that person. During longer
    absences, the work is not begun, or other people continue it. 0: work never pauses."""
    maturity: Annotated[dict[Gate, Maturity], BeforeValidator(_with_defaults)] = MATURITY
    """The maturity that a need has by default at each gate. Gates that are not listed keep the built-in value."""
    safe_slack: Days = 10
    """A gate that is met with fewer working days of slack counts as at risk."""
    caution: Share = Fraction(1)
    """A factor on the win rates of the segments. 1/2 halves the win rates, so that twice as many opportunities and
    leads are needed. A segment can state its own factor."""
    placeholders: Flag = True
    """true: the plan also includes deals that are still to be found (placeholders), in the segments that name a
    profile. They are the deals that the forecast needs in addition to the known deals."""
    most_placeholders: Count = 60
    """The largest number of placeholders of a segment. If more customers are to be found, one placeholder stands
    for several customers. With fewer placeholders, a plan is found faster."""

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
    """The price of moving a published promise."""
    consent: Consent = Consent.NOT_NEEDED
    """required: no plan moves a published promise to a later day, or breaks it, unless a decision allows it."""
    moves: MovePolicy = MovePolicy()
    """The rules for moving people to a second line."""
    versions: VersionPolicy = VersionPolicy()
    """The number of releases in the field at the same time, and the time for which each release is supported."""
    uncertainty: UncertaintyPolicy = UncertaintyPolicy()
    """The uncertainty of estimates, gates and deals."""
    agenda: AgendaPolicy = AgendaPolicy()
    """What the agenda of a meeting assumes."""
    target_models: TargetModels | None = None
    """The agreed list of models, and the share of the work that it should get. If omitted, nothing is checked."""
    language: Language | None = None
    """The language of findings, pages and the terminal for this folder and its plans, such as zh_CN. `--lang` and
    ROADMAP_LANG win over it. If omitted, English."""
    branding: Branding = Branding()
    """What the company puts on its pages."""
