"""Records between processes of a search: frames on a pipe, problem and schedule as lists, and who writes them.

Whoever starts a process of the search, and that process, meet here; no other floor of the solver is needed for it.
"""

from __future__ import annotations
