"""Repair: smaller problems cut out of the whole one, and planned by the full model.

`cores` keeps the dearest deals only; `neighbourhoods` frees some features around the present plan.
"""

from __future__ import annotations
