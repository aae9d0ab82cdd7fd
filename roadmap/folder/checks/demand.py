"""Demand: needs that nothing can meet, and capabilities that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.deal import Need
from requirements.finding import Finding, Severity
from requirements.gate import Gate, Importance
from requirements.language import _
from requirements.market import CLOSED
from roadmap.folder.collected import Collected
from roadmap.folder.span import Span


def check_demand(collected: Collected, span: Span) -> Iterator[Finding]:
    """Breaker needs that no feature provides at their maturity, and provided capabilities that no open deal needs."""
    best = _best_maturities(collected)
    needed: set[str] = set()
    for key, deal in collected.deals.items():
        if deal.stage in CLOSED:
            continue
        for gate, needs in deal.needs.items():
            for position, need in enumerate(needs):
                needed.update(need.any_of)
                if need.importance is Importance.BREAKER and not _can_be_met(need, gate, span, best):
                    yield _unmeetable(collected, span, (key, gate, position), need)
    if needed:
        yield from _unneeded(collected, needed)


def _best_maturities(collected: Collected) -> dict[str, int]:
    """The highest rank of maturity at which each capability is there already or provided by a feature."""
    best = {key: capability.ready.rank for key, capability in collected.capabilities.items() if capability.ready}
    for feature in collected.features.values():
        for capability, maturity in feature.provides.items():
            best[capability] = max(best.get(capability, -1), maturity.rank)
    return best


def _can_be_met(need: Need, gate: Gate, span: Span, best: dict[str, int]) -> bool:
    wanted = need.maturity or span.header.policy.maturity[gate]
    return any(best.get(capability, -1) >= wanted.rank for capability in need.any_of)


def _unmeetable(collected: Collected, span: Span, where: tuple[str, Gate, int], need: Need) -> Finding:
    key, gate, position = where
    wanted = need.maturity or span.header.policy.maturity[gate]
    message = _("no feature provides {need} at {maturity}: no plan can serve the deal {deal}")
    return Finding(
        "need-unmeetable",
        collected.place("deals", key, "needs", gate.value, position),
        message.format(need=" | ".join(need.any_of), maturity=wanted.value, deal=key),
        _("Add a feature that provides it, or state what the capability already is by `ready`."),
        Severity.WARNING,
    )


def _unneeded(collected: Collected, needed: set[str]) -> Iterator[Finding]:
    """Capabilities that no deal needs, provided by features on which no other feature builds."""
    waited_for = {dependency.feature for feature in collected.features.values() for dependency in feature.after}
    useful = {name for key, feature in collected.features.items() if key in waited_for for name in feature.provides}
    provided = {name for feature in collected.features.values() for name in feature.provides} - useful
    for capability in collected.capabilities:
        if capability in provided and capability not in needed:
            message = _("features provide {capability}, and no open deal needs it").format(capability=capability)
            place = collected.place("capabilities", capability, key=True)
            yield Finding("capability-unneeded", place, message, severity=Severity.HINT)
