"""How long pages of a large plan take, and how large they are.

    python -m benchmarks.pages PLAN.json [--deals 1000 5000] [--features 500]

The plan is repeated under other names until it has so many deals and features. Prints a table: seconds of the processor
after the plan was read, and sizes in kilobytes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.plans.deals import DealLine
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.plan_file import read_plan


def repeated(plan: Plan, *, deals: int, features: int) -> Plan:
    """A plan with the same deals and features again and again: at least so many features, exactly so many deals in
    hand. Every deal brings its support cases, and counts on features of one of the repetitions."""
    every = len(plan.features) + len(plan.unplanned)
    rounds = -(-features // every)
    in_hand = [deal for deal in plan.deals if not deal.placeholder]
    made = [_deal(deal, at, at % rounds) for at in range(-(-deals // len(in_hand))) for deal in in_hand][:deals]
    ids = {deal.id for deal in made}
    again = [_feature(line, at, made) for at in range(rounds) for line in plan.features]
    left = [
        line.model_copy(update={"id": _named(line.id, at), "name": _named(line.name, at)})
        for at in range(rounds)
        for line in plan.unplanned
    ]
    copies = range(-(-deals // len(in_hand)))
    support = [line.model_copy(update={"deal": _named(line.deal, at)}) for at in copies for line in plan.support]
    field = [line.model_copy(update={"deal": _named(line.deal, at)}) for at in copies for line in plan.versions.deals]
    return plan.model_copy(
        update={
            "deals": [*made, *(deal for deal in plan.deals if deal.placeholder)],
            "features": again,
            "unplanned": left,
            "releases": [_release(line, made, again) for line in plan.releases],
            "support": [line for line in support if line.deal in ids],
            "versions": plan.versions.model_copy(update={"deals": [line for line in field if line.deal in ids]}),
        }
    )


def _named(name: str, at: int) -> str:
    return name if at == 0 else f"{name}-{at}"


def _deal(deal: DealLine, at: int, features: int) -> DealLine:
    needs = [
        need.model_copy(update={"feature": None if need.feature is None else _named(need.feature, features)})
        for need in deal.needs
    ]
    return deal.model_copy(update={"id": _named(deal.id, at), "customer": _named(deal.customer, at), "needs": needs})


def _feature(line: FeatureLine, at: int, deals: Sequence[DealLine]) -> FeatureLine:
    key = _named(line.id, at)
    after = [one.model_copy(update={"feature": _named(one.feature, at)}) for one in line.after]
    counting = [deal.id for deal in deals if any(need.feature == key for need in deal.needs)]
    return line.model_copy(update={"id": key, "name": _named(line.name, at), "after": after, "deals": counting})


def _release(line: Any, deals: Sequence[DealLine], features: Sequence[FeatureLine]) -> Any:
    held = [feature.id for feature in features if feature.release == line.id]
    return line.model_copy(update={"features": held, "deals": [deal.id for deal in deals if deal.release == line.id]})


def measured(make: Callable[[], dict[str, str]]) -> tuple[float, dict[str, int]]:
    """Seconds of the processor, and the size in bytes of each file that was made."""
    began = time.process_time()
    made = make()
    return time.process_time() - began, {name: len(text.encode()) for name, text in made.items()}


def rows(plan: Plan) -> list[tuple[str, float, dict[str, int]]]:
    """Everything that is measured of a plan: its name, seconds and sizes."""
    asked: list[tuple[str, Callable[[], dict[str, str]]]] = []
    for audience in ("internal", "executive", "sales", "engineering"):
        asked.append((f"render, {audience}", lambda to=audience: {"page.html": render(plan, audience=to)}))  # type: ignore[misc]
        asked.append((f"site, {audience}", lambda to=audience: dict(site(plan, audience=to).files())))  # type: ignore[misc]
    return [(name, *measured(make)) for name, make in asked]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--deals", type=int, nargs="+", default=[1_000, 5_000])
    parser.add_argument("--features", type=int, default=500)
    options = parser.parse_args()
    print("| deals | features | what | processor | files | all | largest page |")
    print("| ---: | ---: | --- | ---: | ---: | ---: | --- |")
    for deals in options.deals:
        plan = repeated(read_plan(options.plan), deals=deals, features=options.features)
        features = len(plan.features) + len(plan.unplanned)
        for name, seconds, sizes in rows(plan):
            largest = max((name for name in sizes if name.endswith(".html")), key=lambda name: sizes[name])
            print(
                f"| {deals} | {features} | {name} | {seconds:.1f} s | {len(sizes)} | {sum(sizes.values()) // 1000} kB "
                f"| {largest}, {sizes[largest] // 1000} kB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
