"""Asking many questions about one plan: each is a change, planned again from the plan, in turns until the time is over.

`agenda` says what is asked first, `rounds` for how long, `pool` where, and `questions` answers one.
"""

from __future__ import annotations
