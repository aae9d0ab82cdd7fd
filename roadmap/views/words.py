"""What the members of the plan's enumerations are called on a page, and the sign that goes with each.

A badge always has a symbol and a word: colour is never the only signal.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from requirements.capability import Kind
from requirements.gate import Gate, Importance, Maturity, Stage
from requirements.language import _, enumerated, language
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import FeatureLine
from roadmap.plans.engineering.work import WorkStatus
from roadmap.supply.feature import Phase, Variant
from roadmap.views.formats import working_days

Member = TypeVar("Member", bound=Hashable)
Said = TypeVar("Said")


def by_language(word: Callable[[Member], Said]) -> Callable[[Member], Said]:
    """Word each member of an enumeration once for each language, not for each of a thousand rows."""
    known: dict[tuple[str, Member], Said] = {}

    @wraps(word)
    def said(member: Member) -> Said:
        key = (language(), member)
        if key not in known:
            known[key] = word(member)
        return known[key]

    return said


@dataclass(frozen=True, slots=True)
class Badge:
    """A status: a symbol, a word, and a tone (good, risk, late, lost, quiet) that chooses its colour."""

    symbol: str
    word: str
    tone: str


@by_language
def deal_badge(status: DealStatus) -> Badge:
    """How a deal stands."""
    return {
        DealStatus.SECURED: Badge("●", _("Secured"), "good"),
        DealStatus.AT_RISK: Badge("▲", _("At risk"), "risk"),
        DealStatus.LATE: Badge("◆", _("Late"), "late"),
        DealStatus.GIVEN_UP: Badge("✕", _("Given up"), "lost"),
    }[status]


@by_language
def gate_badge(status: GateStatus) -> Badge:
    """How a deal stands at a gate."""
    return {
        GateStatus.MET: Badge("●", _("Met"), "good"),
        GateStatus.AT_RISK: Badge("▲", _("At risk"), "risk"),
        GateStatus.LATE: Badge("◆", _("Late"), "late"),
        GateStatus.NOT_PROMISED: Badge("✕", _("Not promised"), "lost"),
    }[status]


@by_language
def work_badge(status: WorkStatus) -> Badge:
    """Where a work item is."""
    return {
        WorkStatus.DONE: Badge("✓", _("Done"), "quiet"),
        WorkStatus.STARTED: Badge("▶", _("Started"), "accent"),
        WorkStatus.PLANNED: Badge("○", _("Planned"), "quiet"),
    }[status]


@by_language
def gate_word(gate: Gate) -> str:
    """A gate's name."""
    return {
        Gate.EVALUATION: _("Evaluation"),
        Gate.DESIGN_IN: _("Design-in"),
        Gate.SIGNING: _("Signing"),
        Gate.ACCEPTANCE: _("Acceptance"),
        Gate.PAYMENT: _("Payment"),
    }[gate]


@by_language
def stage_word(stage: Stage) -> str:
    """A stage's name."""
    return {
        Stage.LEAD: _("Lead"),
        Stage.OPPORTUNITY: _("Opportunity"),
        Stage.EVALUATION: _("Evaluation"),
        Stage.DESIGN_IN: _("Design-in"),
        Stage.WON: _("Won"),
        Stage.DELIVERY: _("Delivery"),
        Stage.ACCEPTED: _("Accepted"),
        Stage.PAID: _("Paid"),
        Stage.LOST: _("Lost"),
    }[stage]


@by_language
def maturity_word(maturity: Maturity) -> str:
    """A maturity's name."""
    return {Maturity.PREVIEW: _("preview"), Maturity.GA: _("GA"), Maturity.PROVEN: _("proven")}[maturity]


@by_language
def importance_word(importance: Importance) -> str:
    """An importance's name."""
    return {
        Importance.BREAKER: _("breaker"),
        Importance.CHALLENGE: _("challenge"),
        Importance.NICE: _("nice to have"),
    }[importance]


def shown_of(count: int, most: int) -> str:
    """How many there are, and how many of them are shown where that is not all."""
    if count <= most:
        return str(count)
    return _("{n}, {shown} of them shown").format(n=count, shown=most)


def slack_badge(days: int, *, safe: int) -> Badge:
    """Working days to spare with their sign: none, fewer than are safe, or enough."""
    tone = ("◆", "late") if days <= 0 else ("▲", "risk") if days < safe else ("●", "good")
    return Badge(tone[0], working_days(days), tone[1])


@by_language
def phase_word(phase: Phase) -> str:
    """A phase's name."""
    return {
        Phase.DESIGN: _("Design"),
        Phase.BUILD: _("Build"),
        Phase.VERIFY: _("Verify"),
        Phase.ENABLE: _("Enable"),
    }[phase]


def variant_word(variant: Variant) -> str:
    """How a feature comes about; empty for our own build, which needs no remark."""
    return {Variant.BUILD: "", Variant.ADAPT: _("adapted open source"), Variant.PARTNER: _("partner")}[variant]


def to_come_badge() -> Badge:
    """A placeholder: a deal that nobody has yet."""
    return Badge("◌", _("To be found"), "to-come")


def feature_remark(feature: FeatureLine) -> str:
    """How a feature comes about, and whether only deals that nobody has yet count on it; empty for most."""
    remarks = [variant_word(feature.variant), _("◌ for placeholders only") if feature.for_placeholders_only else ""]
    return enumerated(remarks)


@by_language
def kind_word(kind: Kind) -> str:
    """A family of capabilities."""
    return {
        Kind.SERVING: _("Serving and inference"),
        Kind.DATA_CENTRE: _("Data centre"),
        Kind.OPERATIONS: _("Operations"),
        Kind.DEVELOPER_TOOLS: _("Developer tools"),
        Kind.QUALIFICATION: _("Qualification"),
        Kind.KNOWLEDGE: _("Knowledge"),
        Kind.MODEL: _("Models"),
    }[kind]
