"""The companion: the full model in a process of its own, from nothing, never begun again, beside the rest of a search.

`beside` is the side of the search: it starts the process, hears what it finds and ends it. `whole` is the process.
"""

from __future__ import annotations
