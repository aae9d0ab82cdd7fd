"""Splicing: from a value that is to change to the few characters of a file that say it, and nothing around them."""

from __future__ import annotations
