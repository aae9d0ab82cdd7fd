"""Check random cases for a long time, and say how many broke.

    python -m benchmarks.soak --portfolios 5000 --mutations 4000 --metamorphic 2400 --brute 1000 --inputs 25000 \
        --kills 100 --more 500 --seed 0

The numbers are cases: portfolios solved and audited, mutated plans on which model and audit must agree, relations on
proved optima, tiny instances against the trial of every schedule, mutated input folders, kill -9 of a planning or a
writing process. One line of JSON for each kind; exit 1 when anything broke. With `--minutes` a kind ends when its
share of that time is used up, and says how many cases it had.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from benchmarks.soak import agreement, as_planned, brute, facts, inputs, kills, late, more, portfolios, relations, trial

SHOWN = 20
"""Broken cases that are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check: what one seed is checked by, and how many cases one seed is."""

    check: Callable[[int], list[str]]
    cases: int = 1


KINDS = {
    "as-planned": Kind(as_planned.check),
    "facts": Kind(facts.check),
    "facts-again": Kind(facts.check_again),
    "late": Kind(late.check),
    "more": Kind(more.check, 1 + len(more.CHANGES)),
    "portfolios": Kind(portfolios.check),
    "mutations": Kind(agreement.check, agreement.PLANS),
    "metamorphic": Kind(relations.check, len(relations.RELATIONS)),
    "brute": Kind(brute.check),
    "trial": Kind(trial.check),
    "inputs": Kind(inputs.check),
    "kills": Kind(kills.check),
}


@dataclass(slots=True)
class Tally:
    """How many cases of a kind were checked and broke; the first broken ones by seed."""

    kind: str
    cases: int = 0
    broken: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    examples: dict[int, list[str]] = field(default_factory=dict)


def soak(name: str, cases: int, *, seed: int, seconds: float | None = None) -> Tally:
    """Check so many cases of a kind, seed after seed, for at most so many seconds.

    An exception is a broken case like any other.
    """
    kind, tally = KINDS[name], Tally(name)
    began, used = time.monotonic(), time.process_time()
    for case in range(seed, seed + -(-cases // kind.cases)):
        if seconds is not None and time.monotonic() - began > seconds:
            break
        try:
            broken = kind.check(case)
        except Exception as failure:  # noqa: BLE001 - counted and shown
            broken = [f"{type(failure).__name__}: {failure}"]
        tally.cases += kind.cases
        tally.broken += bool(broken)
        if broken and len(tally.examples) < SHOWN:
            tally.examples[case] = broken
    tally.seconds, tally.cpu_seconds = round(time.monotonic() - began, 1), round(time.process_time() - used, 1)
    return tally


def main() -> int:
    """Check what the command line asks for; 1 if anything broke."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in KINDS:
        parser.add_argument(f"--{name}", dest=name, type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float)
    options = vars(parser.parse_args())
    wanted = {name: options[name] for name in KINDS if options[name]}
    share = None if options["minutes"] is None else 60 * options["minutes"] / max(1, len(wanted))
    tallies = []
    for name, cases in wanted.items():
        tallies.append(soak(name, cases, seed=options["seed"], seconds=share))
        print(json.dumps(asdict(tallies[-1])), flush=True)
    return int(any(tally.broken for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
