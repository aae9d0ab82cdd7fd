"""Lines of the plan document: from a draft to what PLAN.json says of deals, features, money, supply and versions.

One module a kind of line. Each reads the draft and the schedule, and none of them chooses anything.
"""

from __future__ import annotations
