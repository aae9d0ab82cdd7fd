"""The plan document, PLAN.json: what is built when and by whom, what lands where, which deals are served, the proof.

It alone feeds every page, timeline and comparison. Amounts are in thousands of the currency; days are ISO days; first
and last days are both included; slack and lateness are working days.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from requirements.capability import Kind
from requirements.gate import Maturity
from roadmap.folder.seal import CHECKER, PLAN_KIND, SCHEMA_VERSION
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.causes import Cause
from roadmap.plans.deals import DealLine
from roadmap.plans.engineering.models import TargetModelsPart
from roadmap.plans.engineering.moves import MoveLine
from roadmap.plans.engineering.people import HandOver, SkillLine, TeamLine
from roadmap.plans.engineering.versions import Versions
from roadmap.plans.engineering.waiting_for import AfterLine
from roadmap.plans.engineering.work import WorkLine
from roadmap.plans.notebook import plan_html
from roadmap.plans.plan_part import Part, PlanDay
from roadmap.plans.revenue.confidence import ConfidencePart
from roadmap.plans.revenue.funnel import Funnel
from roadmap.plans.revenue.money import Headline, PlanProof, SegmentLine
from roadmap.plans.revenue.year import WorkingYear
from roadmap.plans.support import CaseLine
from roadmap.policy.editions import Branding
from roadmap.supply.feature import Variant


class MadeFrom(Part):
    """What the plan was made from: enough to make it again."""

    digest: str
    """SHA-256 of the input files."""
    files: dict[str, str] = {}
    """SHA-256 of each of them, by its name within the folder; those of the catalogue begin with `catalogue:`."""
    product: str
    """Version of roadmap."""
    solver: str
    """Version of the solver."""
    seed: int
    """The seed of the search."""
    workers: int
    """Search strategies at work at once."""
    time: float
    """Time limit in seconds."""
    effort: float | None = None
    """Seconds of processor time that the search could use; `time` is then how long free cores take to give them. Empty
    where the clock counted."""
    reproducible: bool
    """Whether the same input and seed give the same bytes: that was asked for, and neither the clock nor an end before
    its time decided what was found."""
    folder: str | None = None
    """Where the input folder lies as seen from the plan's own, such as `.` or `../company`; None where that is not
    known."""
    baseline: str | None = None
    """SHA-256 of the published plan whose promises it knew; None if nothing was published."""


class Verdict(Part):
    """That the checker accepted the plan, and the seal by which a reader knows that it is still what was accepted."""

    checker: Literal["roadmap.audit"] = CHECKER
    """Who accepted it: the checker that shares no code with the search."""
    product: str
    """Its version of roadmap."""
    digest: str
    """SHA-256 over the plan as JSON with sorted keys and without blanks, without this digest."""


class CapabilityLine(Part):
    """One capability, and the releases in which it reaches each maturity in this plan."""

    id: str
    name: str
    synonyms: list[str] = []
    """What else customers call it."""
    kind: Kind
    ready: Maturity | None
    """The maturity it has before the plan starts."""
    lands: dict[Maturity, str]
    """Release by maturity, the earliest that provides at least that maturity."""
    ref: str | None = None
    """What another system calls it."""
    link: str | None = None
    """Where it stands there, as a web address."""


class FeatureLine(Part):
    """One feature that is built."""

    id: str
    name: str
    public_name: str | None = None
    """What customers may read it is called; None if that is not stated."""
    team: str
    """The team that is responsible for the feature."""
    variant: Variant
    provides: dict[str, Maturity]
    """The maturity reached, by capability."""
    release: str
    """The release it lands in."""
    verified: PlanDay
    """The last day of the work that must end by the freeze."""
    slack: int
    """Working days between that day and the freeze day; never negative."""
    cost: int
    """Cost and upkeep."""
    work: list[WorkLine]
    after: list[AfterLine]
    """Features it waits for."""
    deals: list[str]
    """Served deals that count on it, placeholders included."""
    for_placeholders_only: bool = False
    """Whether only placeholders, deals that nobody has yet, count on it."""
    ref: str | None = None
    """What another system calls it."""
    link: str | None = None
    """Where it stands there, as a web address."""


class UnplannedLine(Part):
    """One feature that is not built."""

    id: str
    name: str
    team: str
    provides: dict[str, Maturity]
    cause: Cause
    """Why it is not built."""
    goes_on: PlanDay | None = None
    """The last day of its running work, which goes on all the same."""


class ReleaseLine(Part):
    """One release and what lands in it."""

    id: str
    freeze: PlanDay
    """The day by whose end work must be verified."""
    ship: PlanDay
    """The day customers get it."""
    cost: int
    used: bool
    """Whether the plan uses it: something lands in it, or it is fixed."""
    fixed: bool
    """Whether it is used whatever lands in it."""
    past: bool
    """Whether it had shipped, or frozen, before the `as_of` day."""
    features: list[str]
    """Features that land in it."""
    deals: list[str]
    """Deals that need something landing here to be served."""
    ref: str | None = None
    """What another system calls it."""
    link: str | None = None
    """Where it stands there, as a web address."""


class PinLine(Part):
    """A pin, and whether it holds."""

    text: str
    """What it holds."""
    reason: str | None
    """Why, as the input says."""
    place: str | None = None
    """Where it stands, as file:line:column."""
    cause: Cause | None = None
    """Why it cannot hold, whatever else is planned: it is left out. None for a pin that holds."""


class Plan(Part):
    """The whole plan."""

    kind: Literal["roadmap-plan"] = PLAN_KIND
    """What the file is; by it a plan is known again before it is overwritten."""
    schema_version: Literal[4] = SCHEMA_VERSION
    """Counts up when a reader of the old form could go wrong."""
    name: str
    """The name of the plan."""
    start: PlanDay
    """The first day of the plan."""
    as_of: PlanDay
    """Today, as far as the plan is concerned."""
    horizon: PlanDay
    """The last day of the plan."""
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    """Amounts are in thousands of it."""
    provisional_years: list[int]
    """Years whose make-up working days are not published yet."""
    made_from: MadeFrom
    """Input, versions and options."""
    verdict: Verdict | None = None
    """That the checker accepted it; no plan is written or read without."""
    proof: PlanProof
    """How good the plan is known to be."""
    headline: Headline
    """The money in one place."""
    segments: list[SegmentLine]
    """Kinds of customers, as the input lists them."""
    deals: list[DealLine]
    """Open deals, served or not; placeholders come last."""
    capabilities: list[CapabilityLine]
    features: list[FeatureLine]
    """Features that are built or have shipped."""
    unplanned: list[UnplannedLine]
    """Features that are not built, and why."""
    releases: list[ReleaseLine]
    """All releases, used or not."""
    teams: list[TeamLine]
    skills: list[SkillLine]
    """Load by skill and week."""
    hand_overs: list[HandOver]
    pins: list[PinLine]
    """What the user held in place, and what of it cannot hold."""
    safe_slack: int
    """Working days of slack below which a gate counts as at risk."""
    language: str | None = None
    """The language that the policy asks for, such as zh_CN; None if it asks for none."""
    support: list[CaseLine] = []
    """The support cases of all open deals, piece by piece, by deal."""
    moves: list[MoveLine] = []
    """Who is moved to a second line, by first day."""
    promises: list[PromiseLine] = []
    """What becomes of the promises that were published."""
    funnel: Funnel | None = None
    """What the targets ask for, what is in hand and what this plan covers; None in plans of earlier versions."""
    versions: Versions = Versions()
    """Who runs which release, and what one release fewer would mean."""
    target_models: TargetModelsPart | None = None
    """What the agreed list of models gets; None if the policy names none."""
    year: WorkingYear = WorkingYear()
    """Days off, closing months and what people do first."""
    confidence: ConfidencePart | None = None
    """How sure the plan was to be and is; None where that was not asked for."""
    branding: Branding = Branding()
    """What the company puts on its pages."""

    @property
    def promised(self) -> list[tuple[str, date]]:
        """What may be promised, by deal and day, in the order of deals: the one way in which promises are counted."""
        return [(deal.id, day) for deal in self.deals for day in deal.promised_days]

    def __repr__(self) -> str:
        return f"<Plan {self.name!r} as of {self.as_of}: {len(self.deals)} deals, {self.proof.status.value}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return plan_html(self)
