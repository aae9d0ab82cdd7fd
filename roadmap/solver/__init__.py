"""The solver: from a problem to a schedule and what is proved about it. The only package that imports OR-tools.

Whoever wants a plan calls `roadmap.solver.process.solve`, which runs the search in a child process.
"""

from __future__ import annotations
