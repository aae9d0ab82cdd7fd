"""People as integers: who can do what when, in pools and crews, with absences, moves and training."""

from __future__ import annotations
