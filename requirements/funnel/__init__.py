"""The funnel: segments with their targets, rates, seasons and typical needs, and what the forecast still has to find.

`forecast` goes from a revenue target backward to contracts, opportunities and leads; `placeholder` makes deals of them;
`payment` and `cash` say when a contract is paid.
"""

from __future__ import annotations
