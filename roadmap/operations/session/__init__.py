"""Planning sessions: a folder and its best plans kept warm in a child process, which answers changes within a second.

`session.PlanningSession` is the door. The child runs `answering`; `trying` is what it does with a question.
"""

from __future__ import annotations
