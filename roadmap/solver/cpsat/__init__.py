"""The full model for CP-SAT: variables, rules, objective, energy rows, one solve of it, and its linear relaxation.

`rules/` holds one module a rule of planning; the audit has a twin of each without a solver.
"""

from __future__ import annotations
