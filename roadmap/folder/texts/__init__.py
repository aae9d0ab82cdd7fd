"""The texts of a folder: its files found, read as documents, revised, and typed entry by entry."""

from __future__ import annotations
