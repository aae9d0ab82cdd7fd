"""The solver: from a problem to a schedule and what is proved about it. The only package that imports OR-tools.

`process.parent.solve` runs a search in a child process. There, `course` chooses the phases for the problem: `construct`
makes a first schedule, `local` and `repair` better it, `solving` runs the full model of `cpsat`, `bound` says what no
plan can exceed, and `special` takes over problems of one kind. `board` holds what all of them have found.
"""

from __future__ import annotations
