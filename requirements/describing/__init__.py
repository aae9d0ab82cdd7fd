"""Describing input models: JSON Schemas for editors, and what each field means, read from the source."""

from __future__ import annotations
