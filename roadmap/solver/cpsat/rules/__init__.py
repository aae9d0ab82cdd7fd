"""The rules of the model, in the order of the design: the table of contents of what a plan must keep.

Each module has one function `add(model, problem, variables)`; none imports another. Each has a twin of the same name in
`roadmap.audit` that shares no code with it.
"""

from __future__ import annotations

from roadmap.solver.cpsat.rules import capacity, coverage, crew, landing, pins, precedence, support

RULES = (precedence.add, capacity.add, crew.add, landing.add, coverage.add, support.add, pins.add)
"""Every rule, in order."""
