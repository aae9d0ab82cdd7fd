"""The four deals of the sample plan, one of each status. Customers need ten working days to take a release into use."""

from __future__ import annotations

from datetime import date

from requirements.gate import Gate, Importance, Maturity, Stage
from roadmap.plans import deals as d
from roadmap.plans.causes import Cause, CauseKind

START = date(2026, 1, 5)
IN_USE = {"R1": date(2026, 2, 13), "R2": date(2026, 5, 8), "R3": date(2026, 7, 3)}
MET, RISK, LATE = d.GateStatus.MET, d.GateStatus.AT_RISK, d.GateStatus.LATE
NOT_PROMISED = d.GateStatus.NOT_PROMISED


def deal(
    key: str,
    customer: str,
    status: d.DealStatus,
    gates: list[d.GateLine],
    needs: list[d.NeedLine],
    *,
    value: int,
    expected: int,
    kept: int,
    release: str | None,
    segment: str = "isv",
) -> d.DealLine:
    """A deal; a served one has a promise for each gate."""
    promises = [_promise(line) for line in gates if line.ready is not None and line.status is not NOT_PROMISED]
    return d.DealLine(
        id=key,
        name=f"Cards for {customer}",
        customer=customer,
        segment=segment,
        stage=Stage.OPPORTUNITY,
        owner="Zhao Min" if key == "acme" else None,
        situation="Replaces GPU servers; decides on decode density." if key == "acme" else None,
        value=value,
        win_probability=0.5,
        expected=expected,
        kept=kept,
        status=status,
        release=release,
        gates=gates,
        needs=needs,
        promises=promises,
        causes=_causes(status, needs),
    )


def _promise(line: d.GateLine) -> d.Promise:
    words = {MET: "firm", RISK: "tight", LATE: "late"}
    return d.Promise.model_validate(
        {"gate": line.gate, "release": line.release, "day": line.ready, "confidence": words[line.status]}
    )


def _causes(status: d.DealStatus, needs: list[d.NeedLine]) -> list[Cause]:
    if status is d.DealStatus.LATE:
        return [Cause(kind=CauseKind.NOT_FOUND, in_time=True)]
    missing = [need.any_of for need in needs if need.ready is None]
    unserved = status is d.DealStatus.GIVEN_UP
    return [Cause(kind=CauseKind.NOTHING_PROVIDES, any_of=names) for names in missing[:1] if unserved]


def gate(
    at: Gate, day: date, status: d.GateStatus, *missing: str, slack: int | None = None, release: str | None = None
) -> d.GateLine:
    """A gate; ready on the day its release is in use, or never if it has no slack."""
    ready = None if slack is None else IN_USE.get(release or "", START)
    return d.GateLine(gate=at, day=day, ready=ready, slack=slack, status=status, release=release, missing=list(missing))


def need(
    at: Gate,
    *any_of: str,
    by: str | None = None,
    met: bool,
    release: str | None = None,
    importance: Importance = Importance.BREAKER,
    drop: float = 0,
) -> d.NeedLine:
    """A need that the capability `by` meets, by a release or from the start."""
    return d.NeedLine(
        gate=at,
        any_of=list(any_of),
        maturity=Maturity.PREVIEW if at is Gate.EVALUATION else Maturity.GA,
        importance=importance,
        drop=drop,
        capability=by,
        feature=by if release else None,
        release=release,
        ready=IN_USE[release] if release else START if by else None,
        met=met,
    )


def acme() -> d.DealLine:
    """Secured: both gates with more than five days of slack."""
    return deal(
        "acme",
        "Acme Vision",
        d.DealStatus.SECURED,
        [
            gate(Gate.EVALUATION, date(2026, 3, 2), MET, slack=40),
            gate(Gate.DESIGN_IN, date(2026, 5, 29), MET, slack=15, release="R2"),
        ],
        [
            need(Gate.EVALUATION, "python-api", by="python-api", met=True),
            need(Gate.DESIGN_IN, "triton", "kserve", by="triton", met=True, release="R2"),
        ],
        value=1000,
        expected=500,
        kept=500,
        release="R2",
    )


def beijing() -> d.DealLine:
    """At risk: design-in with two days of slack; a challenge is met, a nice one is not."""
    return deal(
        "beijing",
        "北京云鉴科技股份有限公司",
        d.DealStatus.AT_RISK,
        [gate(Gate.DESIGN_IN, date(2026, 5, 12), RISK, slack=2, release="R2")],
        [
            need(Gate.DESIGN_IN, "triton", by="triton", met=True, release="R2"),
            need(Gate.DESIGN_IN, "python-api", by="python-api", met=True, importance=Importance.CHALLENGE, drop=0.2),
            need(Gate.DESIGN_IN, "kserve", met=False, importance=Importance.NICE),
        ],
        value=480,
        expected=240,
        kept=240,
        release="R2",
    )


def harbour() -> d.DealLine:
    """Late: the device plugin is in use ten working days after design-in, so half is kept."""
    return deal(
        "harbour",
        "Harbour Freight 港口",
        d.DealStatus.LATE,
        [gate(Gate.DESIGN_IN, date(2026, 6, 19), LATE, "k8s", slack=-10, release="R3")],
        [need(Gate.DESIGN_IN, "k8s", by="k8s", met=False, release="R3")],
        value=600,
        expected=300,
        kept=150,
        release="R3",
    )


def delta() -> d.DealLine:
    """Unserved: neither alternative lands, so acceptance is never reached. Evaluation alone would be met."""
    return deal(
        "delta",
        "Delta Cloud",
        d.DealStatus.GIVEN_UP,
        [
            gate(Gate.EVALUATION, date(2026, 4, 1), NOT_PROMISED, slack=62),
            gate(Gate.ACCEPTANCE, date(2026, 6, 15), NOT_PROMISED, "kserve | smi"),
        ],
        [
            need(Gate.EVALUATION, "python-api", by="python-api", met=True),
            need(Gate.ACCEPTANCE, "kserve", "smi", met=False),
        ],
        value=1120,
        expected=400,
        kept=0,
        release=None,
        segment="cloud",
    )
