"""The version of this product, which plans and pages name."""

from __future__ import annotations

__version__ = "0.1.0"
