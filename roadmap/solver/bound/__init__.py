"""The bound: what no plan can exceed, from prices of people, a release master problem, branches and cuts.

`prover` runs its steps; `proving` runs the prover beside the search for plans.
"""

from __future__ import annotations
