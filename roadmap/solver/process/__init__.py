"""Processes: the search in a child, its parent, and a child that answers.

`parent.solve` is the door for whoever wants a plan. `inside` runs a search in this process, for workers of a pool.
"""

from __future__ import annotations
