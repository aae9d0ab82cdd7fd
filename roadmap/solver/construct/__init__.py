"""Construction: from an order of deals to a schedule, beginning again from a schedule, and the post-pass.

It needs no solver. `timetable` says who is free when, `insertion` places a feature, `decoder` places all of them.
The others call these.
"""

from __future__ import annotations
