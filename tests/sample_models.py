"""The target models of the sample plan: the list gets its share in one of two quarters."""

from __future__ import annotations

from datetime import date

from roadmap.plans.engineering import models as m


def target_models() -> m.TargetModelsPart:
    """Two agreed models, one of them left out, while K8s is counted as if it were an ad-hoc model."""
    return m.TargetModelsPart(
        share=0.7,
        skills=["server"],
        total=quarter(date(2026, 2, 2), date(2026, 6, 30), 300, 105, 60, 30, 60, 45, m.ShareStatus.TAKEN),
        quarters=[
            quarter(date(2026, 2, 2), date(2026, 3, 31), 100, 80, 0, 0, 20, 0, m.ShareStatus.HOLDS),
            quarter(date(2026, 4, 1), date(2026, 6, 30), 200, 25, 60, 30, 40, 45, m.ShareStatus.TAKEN),
        ],
        listed=[
            target("triton", "Triton backend", m.ModelState.PLANNED, "R2", ["triton"], 94, []),
            target("kserve", "KServe", m.ModelState.LEFT_OUT, None, ["kserve"], 40, ["delta"]),
            target("python-api", "Python API", m.ModelState.READY, None, [], 0, []),
        ],
        ad_hoc=[
            m.AdHocLine(feature="k8s", name="K8s 设备插件", release="R3", person_days=60, deals=["harbour"], kept=150)
        ],
    )


def quarter(
    first: date,
    last: date,
    on_hand: int,
    listed: int,
    ad_hoc: int,
    other: int,
    reserved: int,
    free: int,
    status: m.ShareStatus,
) -> m.ModelQuarter:
    """A quarter of which 70 % are wanted."""
    return m.ModelQuarter(
        first=first,
        last=last,
        on_hand=on_hand,
        listed=listed,
        ad_hoc=ad_hoc,
        other=other,
        reserved=reserved,
        free=free,
        wanted=on_hand * 7 // 10,
        status=status,
    )


def target(
    key: str, name: str, state: m.ModelState, release: str | None, features: list[str], days: int, deals: list[str]
) -> m.TargetModelLine:
    """An agreed model; deals that lack it lose 400."""
    return m.TargetModelLine(
        capability=key,
        name=name,
        state=state,
        release=release,
        features=features,
        person_days=days,
        deals=deals,
        given_up=400 * len(deals),
    )
