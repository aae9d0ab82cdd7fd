"""Each rule of the model alone agrees with its twin of the audit; and each of its mutants is told apart from it."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from tests.solver.rule_alone import Rule, allowed, cases

RULES = ("precedence", "capacity", "crew", "landing", "coverage", "support", "pins")
SEEDS = range(200)

MUTANTS = [
    ("precedence", "before + wait.lag", "before + wait.lag + 1"),
    ("precedence", "before + wait.lag", "before"),
    ("precedence", "other.start >= one.end)", "other.start >= one.end + 1)"),
    ("precedence", "other.start >= one.end)", "other.start >= one.start)"),
    ("precedence", "feature.items if feature.lands else ()", "()"),
    ("precedence", "feature.items if feature.lands else ()", "feature.items"),
    ("precedence", "one.start if wait.from_start else one.end", "one.end"),
    ("precedence", "other.end if wait.to_end else other.start", "other.start"),
    ("precedence", "enforced.append(", "enforced.count("),
    ("capacity", "for mode, interval in held.intervals.items()", "for mode, interval in [*held.intervals.items()][:1]"),
    ("capacity", "[amount for _, amount in used], most)", "[amount for _, amount in used], most - 1)"),
    ("capacity", "[amount for _, amount in used], most)", "[amount for _, amount in used], most + 1)"),
    ("capacity", "for start, days, missing in _missing(people, most)", "for start, days, missing in ()"),
    ("capacity", "n + problem.absent[pool][slot] if slot in mine", "n if slot in mine"),
    ("capacity", "left == people - sum(seats)", "left == people"),
    ("capacity", ".append((interval, amount))", ".append((interval, 1))"),
    ("crew", "add_exactly_one", "add_at_most_one"),
    ("crew", "[*held.modes.values(), scheduled.negated()]", "held.modes.values()"),
    ("landing", "for other in feature.after", "for other in ()"),
    ("landing", "variables.cut[release], ", ""),
    ("landing", "last.end <= loosest", "last.end <= loosest + 1"),
    ("landing", "last.end <= loosest", "last.end <= loosest - 1"),
    ("landing", "last.end <= limit", "last.end <= limit + 1"),
    ("landing", "[0 if by_freeze else 1]", "[1]"),
    ("landing", "for by_freeze in (True, False)", "for by_freeze in (True,)"),
    ("coverage", "model.add_implication(literal, levels[level - 1])", "pass"),
    ("coverage", "variables.landed[feature][last]", "variables.landed[feature][-1]"),
    ("coverage", "if last >= 0 else []", "if last > 0 else []"),
    ("coverage", "for demand in demands", "for demand in demands[:1]"),
    ("coverage", "for demand in demands", "for demand in ()"),
    ("support", "for demand in level.demands", "for demand in ()"),
    ("support", "zip(literals, deal.levels, strict=True)", "zip(literals[1:], deal.levels[1:], strict=True)"),
    ("pins", "scheduled if feature.planned else scheduled.negated()", "scheduled"),
    ("pins", "if feature.planned is not None", "if False"),
    ("pins", "model.add_implication(scheduled, row[feature.release])", "pass"),
    ("pins", "model.add_implication(scheduled, row[feature.release - 1].negated())", "pass"),
    ("pins", "held.start == item.start", "held.start >= item.start"),
    ("pins", "item.start is not None", "False"),
    ("pins", "deal.served is True", "False"),
    ("pins", "deal.served is False", "False"),
]
"""Rule, a part of its source, and what stands there instead."""


def _rule(name: str) -> ModuleType:
    return import_module(f"roadmap.solver.cpsat.rules.{name}")


def _mutant(name: str, old: str, new: str) -> Rule:
    source = inspect.getsource(_rule(name))
    assert old in source, f"{name} has no {old!r} any more: write the mutant anew"
    scope: dict[str, Any] = {"__name__": f"mutant of {name}"}
    exec(compile(source.replace(old, new), f"<{name}: {new}>", "exec"), scope)  # noqa: S102 - the source is ours, and a few words of it are exchanged
    add: Rule = scope["add"]
    return add


@pytest.mark.parametrize("name", RULES)
def test_a_rule_alone_allows_what_its_twin_allows(name: str) -> None:
    verdicts = {True: 0, False: 0}
    for case, right in cases(name, SEEDS):
        assert allowed(_rule(name).add, case) is right, case
        verdicts[right] += 1
    assert min(verdicts.values()) >= 5  # both sides of the boundary were tried


@pytest.mark.parametrize(("name", "old", "new"), MUTANTS)
def test_a_mutant_of_a_rule_is_found(name: str, old: str, new: str) -> None:
    mutant = _mutant(name, old, new)
    assert any(allowed(mutant, case) is not right for case, right in cases(name, SEEDS))
