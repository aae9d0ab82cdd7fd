"""The market as people read it: funnel and coverage of the target, target models, and versions in the field."""

from __future__ import annotations
